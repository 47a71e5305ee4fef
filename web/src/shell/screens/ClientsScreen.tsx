import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback } from 'react'
import { ClientsPage } from '../../client/ClientsPage'
import { NewClientForm } from '../../client/NewClientForm'

const ClientPage = lazy(() => import('../../card/ClientPage').then((room) => ({ default: room.ClientPage })))

/** On a wide screen the client opens beside the list, else in its place; either way it has an address. */
export function ClientsScreen() {
  const { client, add, ...filter } = useSearch({ from: '/clients' })
  const navigate = useNavigate({ from: '/clients' })
  const isWide = useMediaQuery('(min-width: 1600px)', window.innerWidth >= 1600)
  const beside = useCallback(
    (part: { client?: string; add?: 'yes' }) => void navigate({ to: '/clients', search: ({ client: _, add: __, ...rest }) => ({ ...rest, ...part }), replace: true }),
    [navigate],
  )
  const close = useCallback(() => beside({}), [beside])
  const open = (id: string) => (isWide ? beside({ client: id }) : void navigate({ to: '/clients/$id', params: { id } }))
  const side = add ? <NewClientForm typed={filter.q} onDone={({ id }) => open(id)} onCancel={close} />
    : isWide && client ? <Suspense><ClientPage key={client} id={client} onBack={close} /></Suspense> : null
  return (
    <ClientsPage filter={filter} selected={client} side={side} onCloseSide={close} onOpen={open} onNew={() => beside({ add: 'yes' })}
      onFilter={(next) => void navigate({ to: '/clients', search: (before) => ({ client: before.client, add: before.add, ...next }), replace: true })} />
  )
}
