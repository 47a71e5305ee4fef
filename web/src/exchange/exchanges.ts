import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import { statusQuery } from '../api/status'
import type { Exchange, ExchangeDraft, ExchangePatch, NewExchange } from '../api/types'
import { language } from '../ui/locale'

/** One that is not connected may be so any moment. */
const SOON = 1_000
const LATER = 5_000

/** The exchanges and how they stand; for administrators. */
export const exchangesQuery = queryOptions({
  queryKey: ['exchanges'],
  queryFn: async () => (await body(api.GET('/api/exchanges'))).items,
  refetchInterval: ({ state }) => (state.data?.some((one) => one.live?.up === false) ? SOON : LATER),
})

function useChanged() {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: exchangesQuery.queryKey })
    void client.invalidateQueries({ queryKey: statusQuery.queryKey })
  }
}

export function useCreateExchange() {
  const onSettled = useChanged()
  return useMutation({ mutationFn: (exchange: NewExchange) => body(api.POST('/api/exchanges', { body: exchange })), onSettled })
}

export function usePatchExchange() {
  const onSettled = useChanged()
  return useMutation({
    mutationFn: ({ id, ...patch }: { id: string } & ExchangePatch) => body(api.PATCH('/api/exchanges/{id}', { params: { path: { id } }, body: patch })),
    onSettled,
  })
}

/** A visit with what is typed; nothing is kept. */
export function useTryExchange() {
  return useMutation({
    mutationFn: ({ id, exchange }: { id?: Exchange['id']; exchange: ExchangeDraft }) =>
      body(api.POST('/api/exchanges/try', { body: { id: id ?? null, language: language(), exchange } })),
  })
}
