import { infiniteQueryOptions, type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, onceKey } from '../api/client'
import type { NewPlan, Plan, PlanPatch, Today } from '../api/types'
import { type PlanFilter, queryOf } from './filter'

export type Scope = 'mine' | 'team'

export const todayQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['plan', 'today', scope],
    queryFn: () => body(api.GET('/api/plan/today', { params: { query: { scope } } })),
    refetchInterval: 5 * 60_000,
  })

/** How many callers and contacts wait this day. */
export const dueIn = (today: Today) => today.missed.length + today.overdue.length + today.today.length

export const planListQuery = (filter: PlanFilter) => {
  const query = queryOf(filter)
  return infiniteQueryOptions({
    queryKey: ['plan', 'list', query],
    queryFn: ({ pageParam }) => body(api.GET('/api/plan', { params: { query: { ...query, limit: 200, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}

/** What is still planned with a client. */
export const planAheadQuery = (client: string) =>
  queryOptions({
    queryKey: ['plan', 'ahead', client],
    queryFn: async () => (await body(api.GET('/api/plan', { params: { query: { client, status: 'planned' } } }))).items,
  })

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan', 'one', id],
    queryFn: () => body(api.GET('/api/plan/{id}', { params: { path: { id } } })),
  })

/** The contact that a talk has just closed by itself; set by the push. */
export const heldQuery = queryOptions<Plan | null>({ queryKey: ['held'], queryFn: () => null, staleTime: Infinity })

/** Something planned has changed: what is on the screen is read again. */
export function applyPlan(client: QueryClient, held?: Plan) {
  if (held) client.setQueryData(heldQuery.queryKey, held)
  void client.invalidateQueries({ queryKey: ['plan'] })
  void client.invalidateQueries({ queryKey: ['deals'] })
  void client.invalidateQueries({ queryKey: ['clients'] })
}

export type PlanChange = Omit<PlanPatch, 'version'>

export const patchPlan = (plan: Plan, change: PlanChange) =>
  body(api.PATCH('/api/plan/{id}', { params: { path: { id: plan.id } }, body: { version: plan.version, ...change } }))

/** Plans a contact once, however often the button is pressed. */
export function useCreatePlan(onDone: (plan: Plan) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key = onceKey(), ...fresh }: NewPlan & { key?: string }) =>
      body(api.POST('/api/plan', { body: fresh, params: { header: { 'Idempotency-Key': key } } })),
    onSuccess: (plan) => {
      applyPlan(client)
      onDone(plan)
    },
  })
}

/** What the address says in place of a contact's id while a new one is written. */
export const NEW_PLAN = 'new'
