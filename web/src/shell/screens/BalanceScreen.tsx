import { useNavigate, useSearch } from '@tanstack/react-router'
import { balanceFilterOf } from '../../balance/balance'
import { BalancePage } from '../../balance/BalancePage'
import { mayReadReports, useMe } from '../../staff/me'
import { NotFound } from '../NotFound'

export function BalanceScreen() {
  const { open, ...search } = useSearch({ from: '/balance' })
  const navigate = useNavigate({ from: '/balance' })
  const me = useMe()
  if (!mayReadReports(me)) return <NotFound />
  return (
    <BalancePage filter={balanceFilterOf(search)} onFilter={(chosen) => void navigate({ to: '/balance', search: { ...chosen } })} selected={open}
      onSelect={(key) => void navigate({ to: '/balance', search: (before) => ({ ...before, open: key }), replace: key !== undefined && open !== undefined })} />
  )
}
