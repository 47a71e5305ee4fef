import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Call } from '../../api/types'
import { CallsPage } from '../../calllog/CallsPage'
import { queuesQuery } from '../../calllog/calls'
import { clientQuery } from '../../client/clients'
import { outcomesQuery } from '../../outcome/outcomes'
import { WriteOutcome } from '../../outcome/WriteOutcome'
import { Recordings, tracksOf } from '../../recording/Recordings'
import { toggle } from '../../recording/sound'
import { mayHear } from '../../staff/hearing'
import { useMe } from '../../staff/me'
import { peopleQuery, teamsQuery } from '../../staff/people'

export function CallsScreen() {
  const { call, t: second, part, ...filter } = useSearch({ from: '/calls' })
  const navigate = useNavigate({ from: '/calls' })
  const me = useMe()
  const { data: people = [] } = useQuery(peopleQuery)
  const { data: teams = [] } = useQuery(teamsQuery)
  const { data: outcomes = [] } = useQuery(outcomesQuery)
  const { data: queues = [] } = useQuery(queuesQuery)
  const { data: client } = useQuery({ ...clientQuery(filter.client ?? ''), enabled: filter.client !== undefined })
  const select = useCallback(
    (id: string | undefined) =>
      void navigate({ to: '/calls', search: (before) => ({ ...before, call: id, t: undefined, part: undefined }), replace: id !== undefined && call !== undefined }),
    [navigate, call],
  )
  const from = useMemo(
    () => (second && /^\d{1,6}$/.test(second) ? { second: Number(second), part: Math.max(0, Number(part ?? 1) - 1 || 0) } : undefined),
    [second, part],
  )
  const play = useCallback((one: Call) => {
    const [track] = mayHear(me, one.operators) ? tracksOf(one) : []
    if (track) toggle(track)
    return track !== undefined
  }, [me])
  return (
    <CallsPage filter={filter} choices={{ operators: people.filter((one) => one.extension), teams, outcomes, queues, client: client?.name }} selected={call} onSelect={select}
      onFilter={(chosen) => void navigate({ to: '/calls', search: chosen })} onPlay={play}
      outcome={(one) => <WriteOutcome key={one.id} call={one} />}
      player={(one) => <Recordings call={one} from={one.id === call ? from : undefined} />} />
  )
}
