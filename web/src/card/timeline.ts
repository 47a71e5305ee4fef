import { infiniteQueryOptions, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { Note, TimelineKind } from '../api/types'

export const KINDS: TimelineKind[] = ['call', 'note', 'plan', 'deal']
const PAGE = 40

/** A client's history by pages, newest first; each page brings what is planned and how many there are of each kind. */
export const timelineQuery = (clientId: string, kind: TimelineKind | undefined) =>
  infiniteQueryOptions({
    queryKey: ['clients', 'timeline', clientId, kind ?? 'all'],
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/clients/{id}/timeline', { params: { path: { id: clientId }, query: { limit: PAGE, ...(kind && { kind }), ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

const readAgain = (queries: QueryClient) => {
  void queries.invalidateQueries({ queryKey: ['clients'] })
  void queries.invalidateQueries({ queryKey: ['cards'] })
}

export function useWriteNote(clientId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (text: string) => body(api.POST('/api/clients/{id}/notes', { params: { path: { id: clientId } }, body: { text } })),
    onSuccess: () => readAgain(queries),
  })
}

/** Rewrites a note, takes it away or brings it back. */
export function usePatchNote() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ note, ...change }: { note: Note; text?: string; removed?: boolean }) =>
      body(api.PATCH('/api/notes/{id}', { params: { path: { id: note.id } }, body: { version: note.version, ...change } })),
    onSettled: () => readAgain(queries),
  })
}
