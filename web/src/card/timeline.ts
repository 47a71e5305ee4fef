import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { TimelineItem } from '../api/types'

export const timelineQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['clients', 'timeline', clientId],
    queryFn: async () => (await body(api.GET('/api/clients/{id}/timeline', { params: { path: { id: clientId } } }))).items,
  })

export function useWriteNote(clientId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (text: string) => body(api.POST('/api/clients/{id}/notes', { params: { path: { id: clientId } }, body: { text } })),
    onSuccess: (note) => {
      queries.setQueryData(timelineQuery(clientId).queryKey, (before) => before && [{ at: note.at, kind: 'note' as const, note }, ...before])
      void queries.invalidateQueries({ queryKey: ['clients'] })
    },
  })
}

export type TimelineKind = TimelineItem['kind']

/** Planned and not yet held: stands on top, whatever its time. */
export const isAhead = (item: TimelineItem) => item.kind === 'plan' && item.plan?.status === 'planned'
