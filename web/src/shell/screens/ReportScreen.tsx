import { useNavigate, useSearch } from '@tanstack/react-router'
import { ReportPage } from '../../report/ReportPage'
import { reportFilterOf } from '../../report/durations'
import { mayReadReports, useMe } from '../../staff/me'
import { NotFound } from '../NotFound'

export function ReportScreen() {
  const search = useSearch({ from: '/reports' })
  const navigate = useNavigate()
  const me = useMe()
  if (!mayReadReports(me)) return <NotFound />
  return <ReportPage filter={reportFilterOf(search)} onFilter={(chosen) => void navigate({ to: '/reports', search: { ...chosen } })} />
}
