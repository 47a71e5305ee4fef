import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { PlanFilter } from '../../planning/filter'
import { PlanPage } from '../../planning/PlanPage'
import { peopleQuery } from '../../staff/people'

export function PlanScreen() {
  const { plan, ...filter } = useSearch({ from: '/plan' })
  const navigate = useNavigate({ from: '/plan' })
  const { data: people = [] } = useQuery(peopleQuery)
  const select = useCallback(
    (id: string | undefined) => void navigate({ to: '/plan', search: (before) => ({ ...before, plan: id }), replace: id !== undefined && plan !== undefined }),
    [navigate, plan],
  )
  const onFilter = useCallback((chosen: PlanFilter) => void navigate({ to: '/plan', search: (before) => ({ plan: before.plan, ...chosen }) }), [navigate])
  return <PlanPage filter={filter} onFilter={onFilter} people={people.filter((one) => one.active)} selected={plan} onSelect={select} />
}
