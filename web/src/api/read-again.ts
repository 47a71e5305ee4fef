import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Has it read again, also what is being read for the first time: an invalidation alone would leave that answer in place, which
 * may be older than what makes it read again.
 */
export async function readAgain(client: QueryClient, queryKey: QueryKey) {
  await client.cancelQueries({ queryKey, predicate: ({ state }) => state.data === undefined })
  await client.invalidateQueries({ queryKey })
}
