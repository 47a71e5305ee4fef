import { queryOptions, useMutation } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { CallStory } from '../api/types'

/** What the exchange told of a call, and what each event decided. Read from files on the server: not asked for twice without need. */
export const storyQuery = (id: string) =>
  queryOptions({
    queryKey: ['calls', 'story', id],
    queryFn: (): Promise<CallStory> => body(api.GET('/api/calls/{id}/story', { params: { path: { id } } })),
    staleTime: 60_000,
    retry: false,
  })

/** Calls that somebody holds to be told wrongly, newest first. */
export const reportsQuery = queryOptions({
  queryKey: ['call-reports'],
  queryFn: async () => (await body(api.GET('/api/call-reports'))).items,
})

/** The call is told wrongly: its masked events are kept with the remark. */
export const useReport = (id: string) =>
  useMutation({
    mutationKey: ['report', id],
    mutationFn: (remark: string) => body(api.POST('/api/calls/{id}/report', { params: { path: { id } }, body: { remark } })),
  })
