import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { MergePage } from '../../card/MergePage'

export function MergeScreen() {
  const { id } = useParams({ from: '/clients/$id/merge' })
  const { with: other } = useSearch({ from: '/clients/$id/merge' })
  const navigate = useNavigate()
  const { history } = useRouter()
  return (
    <MergePage id={id} other={other} onDone={(client) => void navigate({ to: '/clients/$id', params: { id: client }, replace: true })}
      onPair={(one, another) => void navigate({ to: '/clients/$id/merge', params: { id: one }, search: { with: another }, replace: true })}
      onBack={() => (history.canGoBack() ? history.back() : void navigate({ to: '/clients/$id', params: { id } }))} />
  )
}
