import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type Live, openLive } from '../api/live'
import type { LiveEvents, LiveMessage } from '../api/live-fold'
import { readAgain } from '../api/read-again'
import { applyStatus } from '../api/status'
import { applyCall, applyInside } from '../calllog/calls'
import { applyCard, applyGone, applySnapshot, applyTalk } from '../card/cards'
import { deskChanged } from '../missed/desk'
import { applyDeal } from '../pipeline/board'
import { applyPlan } from '../planning/plans'
import { meQuery } from '../staff/me'

/** The link to the server's push, as the worker last told; null before the first word. */
export const linkQuery = queryOptions<{ up: boolean; since: string } | null>({
  queryKey: ['link'],
  queryFn: () => null,
  staleTime: Infinity,
})

/** Keeps what is on the screen right: each pushed event goes to the room that knows it. */
export function useLive(user: string) {
  const client = useQueryClient()
  const live = useRef<Live | null>(null)
  useEffect(() => {
    const joined = openLive(user, (message) => receive(client, message, user))
    live.current = joined
    return () => joined.leave()
  }, [client, user])
  return { close: () => live.current?.close() }
}

function receive(client: QueryClient, message: LiveMessage, user: string) {
  if (message.kind === 'link') {
    client.setQueryData<{ up: boolean; since: string }>(['link'], { up: message.up, since: message.since })
  } else if (message.kind === 'refused') {
    void client.invalidateQueries({ queryKey: meQuery.queryKey })
  } else {
    const apply = appliers[message.name] as (client: QueryClient, data: unknown, user: string) => void
    apply(client, message.data, user)
  }
}

const appliers: { [Name in keyof LiveEvents]: (client: QueryClient, data: LiveEvents[Name], user: string) => void } = {
  snapshot: (client, { cards, status }) => {
    applySnapshot(client, cards)
    if (status) applyStatus(client, status)
    for (const room of ['calls', 'plan', 'deals', 'missed']) void readAgain(client, [room])
  },
  card: applyCard,
  'card-gone': applyGone,
  call: (client, call, user) => {
    applyCall(client, call)
    applyInside(client, call, user)
    applyTalk(client, call, user)
    if (call.state === 'closed') void client.invalidateQueries({ queryKey: meQuery.queryKey })
    // Whoever is spoken with, by whomever, is no missed caller any more.
    if (call.answeredAt || call.state === 'closed') deskChanged(client)
  },
  plan: (client, { held }) => applyPlan(client, held),
  deal: applyDeal,
  missed: deskChanged,
  // A retired step is missed by the rules of outcomes.
  pipelines: (client) => {
    for (const room of ['pipelines', 'outcomes']) void client.invalidateQueries({ queryKey: [room] })
  },
  // Names of the books stand in whatever keeps an entry.
  settings: (client, { changed }) => void client.invalidateQueries(changed === 'books' ? {} : { queryKey: [changed] }),
  status: applyStatus,
}
