import { infiniteQueryOptions, type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { Client, Duplicate, MergeClients, NumberFacts } from '../api/types'
import { clientQuery, numberQuery } from './clients'

export type Taken = MergeClients['take'][number]

/** What a person chooses between; numbers and addresses of both are kept. */
export const CHOSEN: Taken[] = ['name', 'company', 'position', 'status', 'source', 'owner', 'about']

/** Numbers that several clients have, in their order. */
export const duplicatesQuery = infiniteQueryOptions({
  queryKey: ['clients', 'duplicates'],
  queryFn: ({ pageParam }) => body(api.GET('/api/clients/duplicates', { params: { query: { limit: 50, ...(pageParam && { cursor: pageParam }) } } })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
})

/** Who else has one of these numbers. */
export const sharersQuery = (queries: QueryClient, client: Client) =>
  queryOptions({
    queryKey: ['clients', 'sharers', client.id, client.version],
    queryFn: async () => {
      const facts: NumberFacts[] = await Promise.all(client.phones.slice(0, 5).map((one) => queries.fetchQuery(numberQuery(one.number))))
      const others = facts.flatMap((one) => one.clients).filter((one) => one.id !== client.id)
      return [...new Map(others.map((one) => [one.id, one])).values()]
    },
  })

/** Makes one client of two cards, as both stood when they were read. */
export function useMerge(client: Client | undefined, other: Client | undefined) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (take: Taken[]) =>
      body(api.POST('/api/clients/{id}/merge', {
        params: { path: { id: client!.id } }, body: { version: client!.version, other: other!.id, otherVersion: other!.version, take },
      })),
    onSuccess: () => void queries.invalidateQueries(),
    onError: () => {
      for (const one of [client!, other!]) void queries.invalidateQueries({ queryKey: clientQuery(one.id).queryKey })
    },
  })
}

/** Says that they are different clients. */
export function useKeepApart() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ number, clients }: Duplicate) => body(api.POST('/api/clients/duplicates/apart', { body: { number, clients: clients.map((one) => one.id) } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: duplicatesQuery.queryKey }),
  })
}
