import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { NumberRule, NumbersPatch } from '../api/types'

/** The rules of all exchanges that have some; for administrators. */
export const numbersQuery = queryOptions({
  queryKey: ['settings', 'numbers'],
  queryFn: async () => (await body(api.GET('/api/settings'))).numbers!,
})

export function usePatchNumbers() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (numbers: NumbersPatch) => (await body(api.PATCH('/api/settings', { body: { numbers } }))).numbers!,
    onSuccess: (numbers) => client.setQueryData(numbersQuery.queryKey, numbers),
    onError: () => client.invalidateQueries({ queryKey: numbersQuery.queryKey }),
  })
}

/** What the last calls of an exchange would be with these rules; nothing is changed by it. */
export const trialQuery = (pbx: string, rules: NumberRule[]) =>
  queryOptions({
    queryKey: ['numbering', 'trial', pbx, rules],
    queryFn: () => body(api.POST('/api/exchanges/{id}/numbers/trial', { params: { path: { id: pbx } }, body: { rules } })),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  })

/** How far the past calls have been read anew; nothing when nobody has asked for it. */
export const pastQuery = (pbx: string) =>
  queryOptions({
    queryKey: ['numbering', 'past', pbx],
    queryFn: () => body(api.GET('/api/exchanges/{id}/numbers/past', { params: { path: { id: pbx } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1000 : false),
    retry: false,
  })

export function useReadPast(pbx: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => body(api.POST('/api/exchanges/{id}/numbers/past', { params: { path: { id: pbx } } })),
    onSuccess: (run) => client.setQueryData(pastQuery(pbx).queryKey, run),
  })
}
