import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, onceKey } from '../api/client'
import type { Client, NewClient } from '../api/types'
import type { Changes } from './draft'

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['clients', 'search', q],
    queryFn: () => body(api.GET('/api/search', { params: { query: { q: q.slice(0, 100) } } })),
  })

/** Which clients a list shows, as the address has it. */
export interface ClientFilter {
  q?: string
  owner?: string
  company?: string
  kind?: Client['kind']
  sort?: 'talked'
}

export const clientsQuery = ({ q, ...filter }: ClientFilter) =>
  infiniteQueryOptions({
    queryKey: ['clients', 'list', q ?? '', filter],
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/clients', { params: { query: { limit: 100, ...filter, ...(q && { q: q.slice(0, 100) }), ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: ['clients', 'one', id],
    queryFn: () => body(api.GET('/api/clients/{id}', { params: { path: { id } } })),
  })

/** Company cards whose name has this text: what the field of the company offers. */
export const companiesQuery = (text: string) =>
  queryOptions({
    queryKey: ['clients', 'companies', text],
    queryFn: async () => (await body(api.GET('/api/clients', { params: { query: { kind: 'company', limit: 8, ...(text && { q: text.slice(0, 100) }) } } }))).items,
    placeholderData: keepPreviousData,
  })

/** Where a number is from and who has it. */
export const numberQuery = (number: string) =>
  queryOptions({
    queryKey: ['clients', 'number', number],
    queryFn: () => body(api.GET('/api/numbers', { params: { query: { number } } })),
    retry: false,
  })

/** Creates once, however often the button is pressed; past calls of its numbers join the new client. */
export function useCreateClient(onDone: (client: Client) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ key = onceKey(), ...fresh }: NewClient & { key?: string }) =>
      body(api.POST('/api/clients', { body: fresh, params: { header: { 'Idempotency-Key': key } } })),
    onSuccess: (client) => {
      keep(queries, client)
      onDone(client)
    },
  })
}

/** Changes what differs; what somebody else has changed meanwhile is refused with what stands there now. */
export function usePatchClient(id: string, onDone: (client: Client) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ version, changes }: { version: number; changes: Changes }) =>
      body(api.PATCH('/api/clients/{id}', { params: { path: { id } }, body: { version, ...changes } })),
    onSuccess: (client) => {
      keep(queries, client)
      onDone(client)
    },
  })
}

function keep(queries: QueryClient, client: Client) {
  queries.setQueryData(clientQuery(client.id).queryKey, client)
  for (const room of ['clients', 'calls', 'cards', 'plan', 'deals']) void queries.invalidateQueries({ queryKey: [room] })
}
