import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { lastTalkQuery, queuesQuery } from '../../calllog/calls'
import { LastContact, OpenDeals } from '../../card/brief'
import type { MissedFilter } from '../../missed/filter'
import { MissedPage } from '../../missed/MissedPage'
import { openDealsOfQuery } from '../../pipeline/deals'
import { Recordings } from '../../recording/Recordings'
import { peopleQuery } from '../../staff/people'

export function MissedScreen() {
  const { line, ...filter } = useSearch({ from: '/missed' })
  const navigate = useNavigate({ from: '/missed' })
  const { data: people = [] } = useQuery(peopleQuery)
  const { data: queues = [] } = useQuery(queuesQuery)
  const select = useCallback(
    (id: string | undefined) => void navigate({ to: '/missed', search: (before) => ({ ...before, line: id }), replace: id !== undefined && line !== undefined }),
    [navigate, line],
  )
  return (
    <MissedPage filter={filter} onFilter={(chosen: MissedFilter) => void navigate({ to: '/missed', search: { ...chosen } })} selected={line} onSelect={select}
      people={people.filter((one) => one.active && one.extension)} queues={queues}
      player={(call, hears) => <Recordings call={call} hears={hears} />} about={(opened) => opened.client && <About client={opened.client.id} />} />
  )
}

/** What the one who calls back has to know: where the client's deals stand and how the last talk ended. */
function About({ client }: { client: string }) {
  const { data: deals = [] } = useQuery(openDealsOfQuery(client))
  const { data: last = null } = useQuery(lastTalkQuery(client))
  return (
    <>
      <OpenDeals deals={deals} />
      <LastContact last={last} />
    </>
  )
}
