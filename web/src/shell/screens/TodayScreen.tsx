import { useNavigate, useSearch } from '@tanstack/react-router'
import { TodayPage } from '../../planning/TodayPage'

export function TodayScreen() {
  const { scope, client } = useSearch({ from: '/today' })
  const navigate = useNavigate()
  return (
    <TodayPage scope={scope ?? 'mine'} selected={client}
      onScope={(chosen) => void navigate({ to: '/today', search: (before) => ({ ...before, scope: chosen === 'team' ? 'team' : undefined }), replace: true })}
      onClient={(id) => void navigate({ to: '/clients/$id', params: { id } })}
      onNumber={(number) => void navigate({ to: '/calls', search: { number } })} />
  )
}
