import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { Persistence } from '../api/types'

/** How long we go on with a client: refusals until a deal is lost, and when to try again after no answer. */
export const persistenceQuery = queryOptions({
  queryKey: ['persistence'],
  queryFn: () => body(api.GET('/api/persistence')),
  staleTime: 10 * 60_000,
})

export function useSavePersistence() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (to: Persistence) => body(api.PUT('/api/persistence', { body: to })),
    onSuccess: (stands) => queries.setQueryData(persistenceQuery.queryKey, stands),
    onError: () => queries.invalidateQueries({ queryKey: persistenceQuery.queryKey }),
  })
}
