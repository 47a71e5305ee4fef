import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { Deal, DealPatch, NewDeal } from '../api/types'
import { defined, type DealFilter, sharedQuery } from './filter'

export const dealsQuery = (filter: DealFilter & { client?: string }, me = '') => {
  const { step, closed, sort, client } = filter
  const query = defined({ ...sharedQuery(filter, me), step, client, sort, open: closed ? undefined : true, limit: 200 })
  return infiniteQueryOptions({
    queryKey: ['deals', 'list', query],
    queryFn: ({ pageParam }) => body(api.GET('/api/deals', { params: { query: { ...query, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}

/** What a call of the client may be about. */
export const openDealsOfQuery = (client: string) =>
  queryOptions({
    queryKey: ['deals', 'open', client],
    queryFn: async () => (await body(api.GET('/api/deals', { params: { query: { client, open: true, limit: 200 } } }))).items,
  })

export const dealQuery = (id: string) =>
  queryOptions({
    queryKey: ['deals', 'one', id],
    queryFn: () => body(api.GET('/api/deals/{id}', { params: { path: { id } } })),
  })

/** Where a deal has been, newest first. */
export const staysQuery = (id: string) =>
  queryOptions({
    queryKey: ['deals', 'stays', id],
    queryFn: async () => (await body(api.GET('/api/deals/{id}/steps', { params: { path: { id } } }))).items,
  })

export type DealChange = Omit<DealPatch, 'version'>

export const patchDeal = (deal: Deal, change: DealChange) =>
  body(api.PATCH('/api/deals/{id}', { params: { path: { id: deal.id } }, body: { version: deal.version, ...change } }))

export function useCreateDeal(onDone: (deal: Deal) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ key, ...fresh }: NewDeal & { key: string }) =>
      body(api.POST('/api/deals', { body: fresh, params: { header: { 'Idempotency-Key': key } } })),
    onSuccess: (deal) => {
      void queries.invalidateQueries({ queryKey: ['deals'] })
      void queries.invalidateQueries({ queryKey: ['clients'] })
      onDone(deal)
    },
  })
}
