import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback } from 'react'
import { TodayPage } from '../../planning/TodayPage'

const ClientPage = lazy(() => import('../../card/ClientPage').then((room) => ({ default: room.ClientPage })))

/** On a wide screen the client opens beside the list, else in its place; either way it has an address. */
export function TodayScreen() {
  const { scope, client } = useSearch({ from: '/today' })
  const navigate = useNavigate({ from: '/today' })
  const isWide = useMediaQuery('(min-width: 1600px)', window.innerWidth >= 1600)
  const beside = useCallback(
    (id: string | undefined) => void navigate({ to: '/today', search: (before) => ({ ...before, client: id }), replace: true }),
    [navigate],
  )
  const close = useCallback(() => beside(undefined), [beside])
  const side = isWide && client && <Suspense><ClientPage key={client} id={client} onBack={close} /></Suspense>
  return (
    <TodayPage scope={scope ?? 'mine'} selected={client} side={side} onCloseSide={close}
      onScope={(chosen) => void navigate({ to: '/today', search: (before) => ({ ...before, scope: chosen === 'team' ? 'team' : undefined }), replace: true })}
      onClient={(id) => (isWide ? beside(id) : void navigate({ to: '/clients/$id', params: { id } }))}
      onNumber={(number) => void navigate({ to: '/calls', search: { number } })} />
  )
}
