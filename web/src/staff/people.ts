import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../api/client'

/** Colleagues with their phones, in the order of the server. */
export const peopleQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async () => (await body(api.GET('/api/users'))).items,
  staleTime: 5 * 60_000,
})
