import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { Call, Card, NewOutcome } from '../api/types'
import { applyCall } from '../calllog/calls'

/** What people choose from, in the order of the catalogue. */
export const outcomesQuery = queryOptions({
  queryKey: ['outcomes'],
  queryFn: async () => (await body(api.GET('/api/outcomes'))).items,
  staleTime: 10 * 60_000,
})

/** What somebody has written themselves, here or in the log, takes the call's card away, unless the talk goes on. */
export function takeCardAway(client: QueryClient, call: string) {
  client.setQueryData<Card[]>(['cards'], (before) => before?.filter((card) => card.id !== call || card.phase === 'talking'))
}

/** Writes what came of a call, moves its deal and plans the next contact; a second writing replaces the first. */
export function useWriteOutcome(call: Call) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (written: NewOutcome) =>
      body(api.PUT('/api/calls/{id}/outcome', { params: { path: { id: call.id } }, body: written })),
    onSuccess: (answer) => {
      applyCall(queries, answer.call)
      for (const key of ['plan', 'deals', 'clients']) void queries.invalidateQueries({ queryKey: [key] })
    },
  })
}
