import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { Import, ImportSource } from '../api/types'

/** Imports of past calls, newest first; each batch is told by the push channel. */
export const importsQuery = queryOptions({
  queryKey: ['history', 'imports'],
  queryFn: async () => (await body(api.GET('/api/imports'))).items,
})

/** The exchanges of the house, also those that are switched off: their past counts. */
export const ownersQuery = queryOptions({
  queryKey: ['history', 'exchanges'],
  queryFn: async () => (await body(api.GET('/api/exchanges'))).items.map(({ id, name }) => ({ value: id, label: name })),
})

/** What a source has. */
export const useLook = () => useMutation({ mutationFn: (source: ImportSource) => body(api.POST('/api/imports/look', { body: source })) })

function useTold<Sent>(send: (sent: Sent) => Promise<Import>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: send, onSettled: () => client.invalidateQueries({ queryKey: ['history'] }) })
}

export const useStart = () => useTold((source: ImportSource) => body(api.POST('/api/imports', { body: source })))

export const usePause = () => useTold((id: string) => body(api.POST('/api/imports/{id}/pause', { params: { path: { id } } })))

export const useResume = () =>
  useTold(({ id, password }: { id: string; password: string }) => body(api.POST('/api/imports/{id}/resume', { params: { path: { id } }, body: { password } })))
