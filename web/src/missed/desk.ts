import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { api, body } from '../api/client'

/** How many callers wait, by whose they are. */
export const countsQuery = queryOptions({
  queryKey: ['missed', 'counts'],
  queryFn: () => body(api.GET('/api/missed/counts')),
  // Lines become late by themselves.
  refetchInterval: 60_000,
})

const WAIT_MILLIS = 1_000
const waiting = new WeakSet<QueryClient>()

/** What shows lines of the desk: the desk, and what is to be done today. */
const SHOWN = [['missed'], ['plan', 'today']]

/** Something has changed on the desk: however much comes at once, it is read once a second. */
export function deskChanged(client: QueryClient) {
  if (waiting.has(client)) return
  waiting.add(client)
  setTimeout(() => {
    waiting.delete(client)
    for (const queryKey of SHOWN) void client.invalidateQueries({ queryKey })
  }, WAIT_MILLIS)
}
