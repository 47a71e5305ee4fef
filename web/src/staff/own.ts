import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import { Problem } from '../api/problem'
import { useProblemWords } from '../ui/problem-words'
import { toastFailed } from '../ui/toast'
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

/** Puts the tour away for good, or has it shown once more; seen at once. */
export function useTourSeen() {
  const client = useQueryClient()
  const words = useProblemWords()
  return useMutation({
    mutationFn: (tourSeen: boolean) => body(api.PATCH('/api/me', { body: { tourSeen } })),
    onMutate: (tourSeen) => {
      void client.cancelQueries({ queryKey: meQuery.queryKey })
      client.setQueryData(meQuery.queryKey, (me) => me && { ...me, tourSeen })
    },
    onSuccess: (me) => client.setQueryData(meQuery.queryKey, me),
    onError: (thrown) => toastFailed(words(Problem.of(thrown))),
  })
}
