import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { CallsPage } from '../../calllog/CallsPage'
import { outcomesQuery } from '../../outcome/outcomes'
import { WriteOutcome } from '../../outcome/WriteOutcome'
import { CallPlayers } from '../../recording/CallPlayers'
import { peopleQuery } from '../../staff/people'

export function CallsScreen() {
  const { call, ...filter } = useSearch({ from: '/calls' })
  const navigate = useNavigate({ from: '/calls' })
  const { data: people = [] } = useQuery(peopleQuery)
  const { data: outcomes = [] } = useQuery(outcomesQuery)
  const select = useCallback(
    (id: string | undefined) => void navigate({ to: '/calls', search: (before) => ({ ...before, call: id }), replace: id !== undefined && call !== undefined }),
    [navigate, call],
  )
  return (
    <CallsPage filter={filter} choices={{ operators: people.filter((one) => one.extension), outcomes }} selected={call} onSelect={select}
      onFilter={(chosen) => void navigate({ to: '/calls', search: chosen })}
      outcome={(one) => <WriteOutcome key={one.id} call={one} />}
      player={(one) => <CallPlayers call={one} />} />
  )
}
