import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ReportPage } from '../../report/ReportPage'
import { reportFilterOf } from '../../report/durations'
import { mayReadReports, useMe } from '../../staff/me'
import { peopleQuery } from '../../staff/people'
import { NotFound } from '../NotFound'

export function ReportScreen() {
  const search = useSearch({ from: '/reports' })
  const navigate = useNavigate()
  const me = useMe()
  const { data: people } = useQuery(peopleQuery)
  if (!mayReadReports(me)) return <NotFound />
  return <ReportPage filter={reportFilterOf(search)} operators={(people ?? []).filter((one) => one.extension)} onFilter={(chosen) => void navigate({ to: '/reports', search: { ...chosen } })} />
}
