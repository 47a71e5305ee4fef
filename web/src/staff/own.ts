import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import { meQuery } from './me'

/** The browsers in which one is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await body(api.GET('/api/me/sessions'))).items,
})

/** Ends one session, or all but this one. */
export function useEndSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string | 'others') => {
      if (id === 'others') await api.DELETE('/api/me/sessions')
      else await api.DELETE('/api/me/sessions/{id}', { params: { path: { id } } })
    },
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
}

export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (sent: { old: string; password: string }) => api.PUT('/api/me/password', { body: sent }),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
}

export function useSaveName() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => body(api.PATCH('/api/me', { body: { name } })),
    onSuccess: (me) => client.setQueryData(meQuery.queryKey, me),
  })
}
