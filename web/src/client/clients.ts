import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, onceKey } from '../api/client'
import type { Client, NewClient } from '../api/types'

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['clients', 'search', q],
    queryFn: async () => (await body(api.GET('/api/search', { params: { query: { q: q.slice(0, 100) } } }))).items,
  })

export const clientsQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['clients', 'list', q ?? ''],
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/clients', { params: { query: { limit: 100, ...(q && { q: q.slice(0, 100) }), ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: ['clients', 'one', id],
    queryFn: () => body(api.GET('/api/clients/{id}', { params: { path: { id } } })),
  })

/** Creates once, however often the button is pressed; past calls of its numbers join the new client. */
export function useCreateClient(onDone: (client: Client) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ key = onceKey(), ...fresh }: NewClient & { key?: string }) =>
      body(api.POST('/api/clients', { body: fresh, params: { header: { 'Idempotency-Key': key } } })),
    onSuccess: (client) => {
      queries.setQueryData(clientQuery(client.id).queryKey, client)
      void queries.invalidateQueries({ queryKey: ['clients'] })
      void queries.invalidateQueries({ queryKey: ['calls'] })
      void queries.invalidateQueries({ queryKey: ['cards'] })
      void queries.invalidateQueries({ queryKey: ['plan'] })
      onDone(client)
    },
  })
}
