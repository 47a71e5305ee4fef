import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useRouter } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { ClientPage } from '../../card/ClientPage'
import { clientQuery } from '../../client/clients'

/** One client; the address of a card that went into another one becomes that one's. */
export function ClientScreen() {
  const { id } = useParams({ from: '/clients/$id' })
  const navigate = useNavigate()
  const { history } = useRouter()
  const back = useCallback(() => (history.canGoBack() ? history.back() : void navigate({ to: '/clients' })), [history, navigate])
  const { data } = useQuery(clientQuery(id))
  useEffect(() => {
    if (data && data.id !== id) void navigate({ to: '/clients/$id', params: { id: data.id }, replace: true })
  }, [data, id, navigate])
  return <ClientPage key={id} id={id} onBack={back} />
}
