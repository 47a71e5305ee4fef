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
  const versionOf = (id: string) => queries.getQueryData(catalogueQuery.queryKey)?.find((one) => one.id === id)?.version ?? 0
  const onSettled = () => void queries.invalidateQueries({ queryKey: outcomesQuery.queryKey })
  return {
    add: useMutation({
      mutationFn: (label: Label) => body(api.POST('/api/outcomes', { body: { label } })),
      onSettled,
    }),
    change: useMutation({
      // One change after the other, each upon what the one before has made.
      scope: { id: 'outcomes' },
      mutationFn: ({ outcome, part }: { outcome: Outcome; part: Omit<OutcomePatch, 'version'> }) =>
        body(api.PATCH('/api/outcomes/{id}', { params: { path: { id: outcome.id } }, body: { version: Math.max(outcome.version, versionOf(outcome.id)), ...part } })),
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
