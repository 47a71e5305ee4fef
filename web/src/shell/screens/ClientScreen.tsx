import { useNavigate, useParams, useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { ClientPage } from '../../card/ClientPage'

export function ClientScreen() {
  const { id } = useParams({ from: '/clients/$id' })
  const navigate = useNavigate()
  const { history } = useRouter()
  const back = useCallback(() => (history.canGoBack() ? history.back() : void navigate({ to: '/clients' })), [history, navigate])
  return <ClientPage key={id} id={id} onBack={back} />
}
