import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { api, body } from './client'
import type { Status } from './types'

/** What the server is connected to; pushed when it changes. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: async (): Promise<Status> => body(api.GET('/api/status')),
  staleTime: 60_000,
  refetchInterval: 60_000,
})

/** What is pushed is newer than whatever is being asked for. */
export function applyStatus(client: QueryClient, status: Status) {
  void client.cancelQueries({ queryKey: statusQuery.queryKey })
  client.setQueryData(statusQuery.queryKey, status)
}
