import { useNavigate, useSearch } from '@tanstack/react-router'
import { ClientsPage } from '../../client/ClientsPage'

export function ClientsScreen() {
  const { q } = useSearch({ from: '/clients' })
  const navigate = useNavigate()
  return (
    <ClientsPage q={q} onSearch={(typed) => void navigate({ to: '/clients', search: { q: typed }, replace: true })}
      onOpen={(id) => void navigate({ to: '/clients/$id', params: { id } })} />
  )
}
