import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { NewUser, User, UserPatch } from '../api/types'

/** Colleagues with their phones, in the order of the server. */
export const peopleQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async () => (await body(api.GET('/api/users'))).items,
  staleTime: 5 * 60_000,
})

/** What depends on people is asked for anew. */
function useChanged() {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: ['users'] })
    void client.invalidateQueries({ queryKey: ['teams'] })
    void client.invalidateQueries({ queryKey: ['me'] })
  }
}

export function useCreatePerson() {
  const onSettled = useChanged()
  return useMutation({ mutationFn: (user: NewUser) => body(api.POST('/api/users', { body: user })), onSettled })
}

export function usePatchPerson() {
  const onSettled = useChanged()
  return useMutation({
    mutationFn: ({ user, ...members }: { user: User } & Omit<UserPatch, 'version'>) =>
      body(api.PATCH('/api/users/{id}', { params: { path: { id: user.id } }, body: { version: user.version, ...members } })),
    onSettled,
  })
}

export function useResetPassword() {
  return useMutation({
    mutationFn: ({ id, password }: { id: string; password: string }) => api.PUT('/api/users/{id}/password', { params: { path: { id } }, body: { password } }),
  })
}

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: async () => (await body(api.GET('/api/teams'))).items,
  staleTime: 5 * 60_000,
})

export function useCreateTeam() {
  const onSettled = useChanged()
  return useMutation({ mutationFn: (name: string) => body(api.POST('/api/teams', { body: { name } })), onSettled })
}

export function useRenameTeam() {
  const onSettled = useChanged()
  return useMutation({
    mutationFn: ({ id, name, version }: { id: string; name: string; version: number }) =>
      body(api.PATCH('/api/teams/{id}', { params: { path: { id } }, body: { name, version } })),
    onSettled,
  })
}

export function useDeleteTeam() {
  const onSettled = useChanged()
  return useMutation({ mutationFn: (id: string) => api.DELETE('/api/teams/{id}', { params: { path: { id } } }), onSettled })
}

// 32 letters that nobody takes for another one: five bits each, three times four of them.
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A password to be said over the phone or written on a slip. */
export function newPassword(): string {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => LETTERS[byte % LETTERS.length])
  return [0, 4, 8].map((at) => letters.slice(at, at + 4).join('')).join('-')
}
