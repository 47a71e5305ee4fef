import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import { Problem } from '../api/problem'
import type { Language, Me } from '../api/types'

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      return await body(api.GET('/api/me'))
    } catch (thrown) {
      if (Problem.of(thrown).status === 401) return null
      throw thrown
    }
  },
  staleTime: 30_000,
  refetchInterval: 60_000,
})

/** The signed-in person; only for what is shown inside the frame. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) throw new Error('nobody is signed in')
  return data
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['sign-in'],
    mutationFn: (credentials: { login: string; password: string }) => body(api.POST('/api/session', { body: credentials })),
    onSuccess: (me) => client.setQueryData(meQuery.queryKey, me),
  })
}

/** Ends the session. What was read under it leaves the browser's memory with it. */
export function useSignOut(after: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.DELETE('/api/session'),
    onSettled: () => {
      after()
      client.setQueryData(meQuery.queryKey, null)
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' })
    },
  })
}

export function useSaveLanguage() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (language: Language) => body(api.PATCH('/api/me', { body: { language } })),
    onSuccess: (me) => client.setQueryData(meQuery.queryKey, me),
  })
}

export const mayReadReports = (me: Me) => me.role !== 'operator'
