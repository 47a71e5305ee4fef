import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, onceKey } from '../api/client'
import type { Deal } from '../api/types'

export interface DealFilter {
  step?: string
  owner?: string
  client?: string
  /** Open ones unless asked otherwise. */
  closed?: 'yes'
}

export const dealsQuery = (filter: DealFilter) =>
  infiniteQueryOptions({
    queryKey: ['deals', 'list', filter],
    queryFn: ({ pageParam }) => {
      const { closed, ...rest } = filter
      const query = { ...rest, ...(closed ? {} : { open: true }), limit: 200, ...(pageParam && { cursor: pageParam }) }
      return body(api.GET('/api/deals', { params: { query } }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const dealQuery = (id: string) =>
  queryOptions({
    queryKey: ['deals', 'one', id],
    queryFn: () => body(api.GET('/api/deals/{id}', { params: { path: { id } } })),
  })

/** Moves or changes a deal; a stale version is refused and what stands there now is read again. */
export function usePatchDeal() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ deal, ...change }: { deal: Deal; step?: string; title?: string; amount?: string | null }) =>
      body(api.PATCH('/api/deals/{id}', { params: { path: { id: deal.id } }, body: { version: deal.version, ...change } })),
    onSuccess: (deal) => queries.setQueryData(dealQuery(deal.id).queryKey, deal),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['deals'] })
      void queries.invalidateQueries({ queryKey: ['clients'] })
    },
  })
}

export function useCreateDeal(clientId: string, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ key = onceKey(), ...fresh }: { title: string; amount?: string; key?: string }) =>
      body(api.POST('/api/deals', { body: { client: clientId, currency: 'RUB', ...fresh }, params: { header: { 'Idempotency-Key': key } } })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['deals'] })
      void queries.invalidateQueries({ queryKey: ['clients'] })
      onDone()
    },
  })
}
