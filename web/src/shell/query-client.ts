import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { Problem } from '../api/problem'
import { meQuery } from '../staff/me'

/** A session that ended elsewhere shows the sign-in, wherever it was noticed. */
function noticeSignedOut(thrown: unknown) {
  if (Problem.of(thrown).status === 401) queryClient.setQueryData(meQuery.queryKey, null)
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({
    onError: (thrown, _variables, _context, mutation) => {
      if (mutation.options.mutationKey?.[0] !== 'sign-in') noticeSignedOut(thrown)
    },
  }),
  defaultOptions: {
    // The server may stand in the same office: a browser that thinks it is offline asks all the same.
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      retry: (failures, thrown) => failures < 2 && [0, 502, 503, 504].includes(Problem.of(thrown).status),
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
