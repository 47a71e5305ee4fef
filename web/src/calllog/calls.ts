import { infiniteQueryOptions, type InfiniteData, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { api, body } from '../api/client'
import { readAgain } from '../api/read-again'
import type { Call } from '../api/types'
import { type CallFilter, queryOf } from './filter'

export interface CallPage {
  items: Call[]
  next: string | null
}

const PAGE = 100
const LIST = ['calls', 'list'] as const
const TOTALS = ['calls', 'totals'] as const

const page = (filter: CallFilter, cursor: string | null): Promise<CallPage> =>
  body(api.GET('/api/calls', { params: { query: { ...queryOf(filter), limit: PAGE, ...(cursor && { cursor }) } } }))

export const callsQuery = (filter: CallFilter) =>
  infiniteQueryOptions({
    queryKey: [...LIST, filter],
    queryFn: ({ pageParam }): Promise<CallPage> => page(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })

/** What the filter holds, and each quick view of it. */
export const totalsQuery = ({ segment: _, ...filter }: CallFilter) =>
  queryOptions({
    queryKey: [...TOTALS, filter],
    queryFn: () => {
      const { segment: _none, ...query } = queryOf(filter)
      return body(api.GET('/api/calls/totals', { params: { query } }))
    },
    placeholderData: keepPreviousData,
  })

export const queuesQuery = queryOptions({
  queryKey: ['queues'],
  queryFn: async () => (await body(api.GET('/api/calls/queues'))).items,
  staleTime: 60_000,
})

/** The exchanges of the house, also those that are switched off or only had calls imported; read anew when one of them is changed. */
export const callExchangesQuery = queryOptions({
  queryKey: ['exchanges', 'calls'],
  queryFn: async () => (await body(api.GET('/api/calls/exchanges'))).items,
  staleTime: 60_000,
})

export const callQuery = (id: string) =>
  queryOptions({
    queryKey: ['calls', 'one', id],
    queryFn: () => body(api.GET('/api/calls/{id}', { params: { path: { id } } })),
  })

/** What the exchange's own records tell differently of a disputed call. */
export const differencesQuery = (id: string) =>
  queryOptions({
    queryKey: ['calls', 'differences', id],
    queryFn: async () => (await body(api.GET('/api/calls/{id}/differences', { params: { path: { id } } }))).items,
  })

/** The latest talk with a client. */
export const lastTalkQuery = (client: string) =>
  queryOptions({
    queryKey: ['calls', 'last', client],
    queryFn: async () => (await body(api.GET('/api/calls', { params: { query: { client, segment: 'answered', direction: 'external', limit: 1 } } }))).items[0] ?? null,
  })

/** What one person talked in a call; null while nobody knows. Whoever placed one within the house has all of it. */
export function ownTalkOf({ operators, placer, talkSeconds }: Call, user: string): number | null {
  if (placer?.id === user) return talkSeconds
  const own = operators.filter((part) => part.id === user && part.talkSeconds !== null)
  return own.length > 0 ? own.reduce((sum, part) => sum + (part.talkSeconds ?? 0), 0) : null
}

/** Own calls within the house that go on: there is no card of these. */
export const ownInsideQuery = (user: string) =>
  queryOptions({
    queryKey: ['calls', 'inside', user],
    queryFn: async () => (await body(api.GET('/api/calls', { params: { query: { operator: user, direction: 'internal', limit: 10 } } }))).items.filter((call) => call.state === 'live'),
    staleTime: Infinity,
  })

/** A pushed call of this person begins or ends one within the house, or such a one went into it. */
export function applyInside(client: QueryClient, call: Call, user: string) {
  const { queryKey } = ownInsideQuery(user)
  const own = call.placer?.id === user || call.operators.some((part) => part.id === user)
  if (own && (call.direction === 'internal' || client.getQueryData(queryKey)?.length)) void readAgain(client, queryKey)
}

/** A pushed call: known rows change in place; a new one comes in at the head of the lists that hold it. */
export function applyCall(client: QueryClient, call: Call) {
  client.setQueryData(callQuery(call.id).queryKey, (before) => (before ? call : before))
  let known = false
  client.setQueriesData<InfiniteData<CallPage>>({ queryKey: LIST }, (data) => {
    if (!data?.pages.some((one) => one.items.some((row) => row.id === call.id))) return data
    known = true
    return { ...data, pages: data.pages.map((one) => ({ ...one, items: one.items.map((row) => (row.id === call.id ? call : row)) })) }
  })
  if (!known || call.state === 'closed') soon(client)
}

const WAIT_MILLIS = 1_000
const waiting = new WeakSet<QueryClient>()

/** However many calls come at once, heads and sums are read once a second. */
function soon(client: QueryClient) {
  if (waiting.has(client)) return
  waiting.add(client)
  setTimeout(() => {
    waiting.delete(client)
    void client.invalidateQueries({ queryKey: TOTALS })
    for (const query of client.getQueryCache().findAll({ queryKey: LIST })) {
      if (query.isActive()) void readHead(client, query.queryKey)
      else void query.invalidate()
    }
  }, WAIT_MILLIS)
}

async function readHead(client: QueryClient, key: readonly unknown[]) {
  const head = await page(key[LIST.length] as CallFilter, null).catch(() => null)
  if (!head) return
  const before = client.getQueryData<InfiniteData<CallPage>>(key)
  const after = before && withHead(before, head)
  if (after) client.setQueryData(key, after)
  else void client.invalidateQueries({ queryKey: key })
}

/** The list with a newly read head; pages further down stay as they are. Null when the two do not meet any more. */
export function withHead(data: InfiniteData<CallPage>, head: CallPage): InfiniteData<CallPage> | null {
  const fresh = new Map(head.items.map((row) => [row.id, row]))
  const known = new Set(data.pages.flatMap((one) => one.items.map((row) => row.id)))
  const [first, ...rest] = data.pages
  if (!first || (known.size > 0 && head.next !== null && !head.items.some((row) => known.has(row.id)))) return null
  const came = head.items.filter((row) => !known.has(row.id))
  const order = (a: Call, b: Call) => b.startedAt.localeCompare(a.startedAt) || Number(b.id) - Number(a.id)
  const items = [...came, ...first.items.map((row) => fresh.get(row.id) ?? row)].sort(order)
  return { ...data, pages: [{ ...first, items }, ...rest] }
}
