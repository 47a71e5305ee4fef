import { infiniteQueryOptions, type InfiniteData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { Call } from '../api/types'
import { type CallFilter, queryOf } from './filter'

interface CallPage {
  items: Call[]
  next: string | null
}

export const callsQuery = (filter: CallFilter) =>
  infiniteQueryOptions({
    queryKey: ['calls', 'list', filter],
    queryFn: ({ pageParam }): Promise<CallPage> =>
      body(api.GET('/api/calls', { params: { query: { ...queryOf(filter), limit: 100, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const callQuery = (id: string) =>
  queryOptions({
    queryKey: ['calls', 'one', id],
    queryFn: () => body(api.GET('/api/calls/{id}', { params: { path: { id } } })),
  })

/** A pushed call: known rows change in place; a new one appears when the lists are read again. */
export function applyCall(client: QueryClient, call: Call) {
  client.setQueryData(callQuery(call.id).queryKey, (before) => (before ? call : before))
  let known = false
  client.setQueriesData<InfiniteData<CallPage>>({ queryKey: ['calls', 'list'] }, (data) => {
    if (!data) return data
    return {
      ...data,
      pages: data.pages.map((page) => {
        if (!page.items.some((row) => row.id === call.id)) return page
        known = true
        return { ...page, items: page.items.map((row) => (row.id === call.id ? call : row)) }
      }),
    }
  })
  if (!known) void client.invalidateQueries({ queryKey: ['calls', 'list'] })
}
