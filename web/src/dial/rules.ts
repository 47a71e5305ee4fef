import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { DiallingPatch } from '../api/types'

/** What may be called from the page; for administrators. */
export const rulesQuery = queryOptions({
  queryKey: ['settings', 'dialling'],
  queryFn: async () => (await body(api.GET('/api/settings'))).dialling,
})

export function usePatchRules() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (dialling: DiallingPatch) => (await body(api.PATCH('/api/settings', { body: { dialling } }))).dialling,
    onSuccess: (dialling) => client.setQueryData(rulesQuery.queryKey, dialling),
    onError: () => client.invalidateQueries({ queryKey: rulesQuery.queryKey }),
  })
}
