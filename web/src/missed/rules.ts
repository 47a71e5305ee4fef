import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { MissedSettingsPatch } from '../api/types'

/** What a missed caller is promised; for administrators. */
export const promiseQuery = queryOptions({
  queryKey: ['settings', 'missed'],
  queryFn: async () => (await body(api.GET('/api/settings'))).missed ?? null,
})

export function usePatchPromise() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (missed: MissedSettingsPatch) => (await body(api.PATCH('/api/settings', { body: { missed } }))).missed ?? null,
    onSuccess: (missed) => client.setQueryData(promiseQuery.queryKey, missed),
    onError: () => client.invalidateQueries({ queryKey: promiseQuery.queryKey }),
  })
}
