import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { Label, Outcome, OutcomePatch } from '../api/types'
import { inOrder } from '../book/books'
import { outcomesQuery } from './outcomes'

/** All outcomes, those that are not offered any more last; for the settings. */
export const catalogueQuery = queryOptions({
  queryKey: ['outcomes', 'all'],
  queryFn: async () => (await body(api.GET('/api/outcomes', { params: { query: { all: true } } }))).items,
})

export function useCatalogueChanges() {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: outcomesQuery.queryKey })
  return {
    add: useMutation({
      mutationFn: (label: Label) => body(api.POST('/api/outcomes', { body: { label } })),
      onSettled,
    }),
    change: useMutation({
      mutationFn: ({ outcome, part }: { outcome: Outcome; part: Omit<OutcomePatch, 'version'> }) =>
        body(api.PATCH('/api/outcomes/{id}', { params: { path: { id: outcome.id } }, body: { version: outcome.version, ...part } })),
      onSuccess: (changed) =>
        queries.setQueryData(catalogueQuery.queryKey, (before) => before?.map((one) => (one.id === changed.id ? changed : one))),
      onSettled,
    }),
    order: useMutation({
      mutationFn: (items: string[]) => body(api.PUT('/api/outcomes/order', { body: { items } })),
      onMutate: (items) => queries.setQueryData(catalogueQuery.queryKey, (before) => before && inOrder(before, items)),
      onSettled,
    }),
  }
}
