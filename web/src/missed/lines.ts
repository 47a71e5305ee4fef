import { infiniteQueryOptions, type InfiniteData, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { Me, MissedLine, MissedList, MissedPatch } from '../api/types'
import { dayStart } from '../ui/zone'
import { type MissedFilter, queryOf } from './filter'

const LIST = ['missed', 'list'] as const

/** The server's clock of a line runs in working time. */
const CLOCK_MILLIS = 60_000

export const linesQuery = (filter: MissedFilter, me: Me) => {
  const query = queryOf(filter, me)
  return infiniteQueryOptions({
    queryKey: [...LIST, query],
    queryFn: ({ pageParam }): Promise<MissedList> => body(api.GET('/api/missed', { params: { query: { ...query, limit: 200, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: CLOCK_MILLIS,
  })
}

/** The last ones that have ended, below those that wait. */
export const justOverQuery = (filter: MissedFilter, me: Me) => {
  const query = { ...queryOf(filter, me), state: 'over' as const, limit: 5 }
  return queryOptions({
    queryKey: ['missed', 'over', query],
    queryFn: async () => (await body(api.GET('/api/missed', { params: { query } }))).items,
    enabled: filter.state === undefined,
    placeholderData: keepPreviousData,
  })
}

/** How callers in vain were called back on these days. */
export const figuresQuery = (from: string, to: string, by: 'operator' | 'team') =>
  queryOptions({
    queryKey: ['missed', 'figures', from, to, by],
    queryFn: () => body(api.GET('/api/missed/figures', { params: { query: { from: dayStart(from)!.toISOString(), to: dayStart(to, 1)!.toISOString(), by } } })),
    placeholderData: keepPreviousData,
  })

/** The line of that call, with all its calls. */
export const lineQuery = (id: string) =>
  queryOptions({
    queryKey: ['missed', 'one', id],
    queryFn: () => body(api.GET('/api/missed/{id}', { params: { path: { id } } })),
    refetchInterval: CLOCK_MILLIS,
  })

export type LineChange = Omit<MissedPatch, 'version'>

export const patchLine = (line: MissedLine, change: LineChange) =>
  body(api.PATCH('/api/missed/{id}', { params: { path: { id: line.id } }, body: { version: line.version, ...change } }))

/** Shows at once what the server will say. */
export function showAtOnce(client: QueryClient, id: string, change: (line: MissedLine) => MissedLine | null) {
  client.setQueriesData<InfiniteData<MissedList>>({ queryKey: LIST }, (data) => data && {
    ...data,
    pages: data.pages.map((page) => ({ ...page, items: page.items.flatMap((line) => (line.id === id ? (change(line) ?? []) : line)) })),
  })
}

/** The last that is known of a line: the panel opens with what it showed the last time, which the list may have outrun. */
export function newestOf(client: QueryClient, line: MissedLine): MissedLine {
  const lists = client.getQueriesData<InfiniteData<MissedList>>({ queryKey: LIST })
  return lists.flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? [])
    .reduce((newest, one) => (one.id === line.id && one.version > newest.version ? one : newest), line)
}
