import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../api/client'

/** The waveform made on the server: the operator's lane first, then the client's. Asked again while it is being made. */
export const peaksQuery = (id: string) =>
  queryOptions({
    queryKey: ['recordings', id, 'peaks'],
    queryFn: () => body(api.GET('/api/recordings/{id}/peaks', { params: { path: { id } } })),
    staleTime: (query) => (query.state.data?.pending ? 0 : Infinity),
    refetchInterval: (query) => (query.state.data?.pending ? 1_000 : false),
  })
