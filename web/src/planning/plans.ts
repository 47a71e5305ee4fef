import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, onceKey } from '../api/client'
import type { NewPlan, Plan } from '../api/types'

export type Scope = 'mine' | 'team'

export const todayQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['plan', 'today', scope],
    queryFn: () => body(api.GET('/api/plan/today', { params: { query: { scope } } })),
    refetchInterval: 5 * 60_000,
  })

/** Something planned has changed: what is on the screen is read again. */
export function applyPlan(client: QueryClient) {
  void client.invalidateQueries({ queryKey: ['plan'] })
  void client.invalidateQueries({ queryKey: ['deals'] })
  void client.invalidateQueries({ queryKey: ['clients'] })
}

export function usePatchPlan() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ plan, ...change }: { plan: Plan; status?: Plan['status']; at?: string }) =>
      body(api.PATCH('/api/plan/{id}', { params: { path: { id: plan.id } }, body: { version: plan.version, ...change } })),
    onSettled: () => applyPlan(client),
  })
}

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
