import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '../api/client'
import { Problem } from '../api/problem'
import type { Card } from '../api/types'
import { applyCall, callQuery } from '../calllog/calls'
import { useProblemWords } from '../ui/problem-words'
import { toastFailed, toastOffer } from '../ui/toast'
import { useCaller } from './caller'
import { cardsQuery, dropCard } from './cards'

const place = (id: string) => ({ params: { path: { id } } })

/** Takes a card from the own screens at once, and offers to bring it back; it comes back by itself when the server says no. */
export function useDismiss() {
  const queries = useQueryClient()
  const words = useProblemWords()
  const caller = useCaller()
  const { t } = useTranslation()
  const recall = useMutation({
    mutationFn: (id: string) => api.DELETE('/api/cards/{id}/dismiss', place(id)),
    onError: (thrown) => toastFailed(t('card.recallFailed', { why: words(Problem.of(thrown)) })),
  })
  return useMutation({
    mutationFn: ({ id }: Card) => api.POST('/api/cards/{id}/dismiss', place(id)),
    onMutate: ({ id }) => {
      const before = queries.getQueryData<Card[]>(cardsQuery.queryKey)
      dropCard(queries, id)
      return { before }
    },
    onSuccess: (_, card) => toastOffer(t('card.dismissed', { caller: caller(card) }), t('card.recall'), () => recall.mutate(card.id)),
    onError: (thrown, _card, kept) => {
      queries.setQueryData(cardsQuery.queryKey, kept?.before)
      toastFailed(t('card.dismissFailed', { why: words(Problem.of(thrown)) }))
    },
  })
}

interface Filed {
  card: Card
  client: string | null
  /** The call's version as the asker saw it. */
  version: number
  /** Undoing needs no undoing. */
  final?: boolean
}

/** Files a card's call under another client, and offers the way back. */
export function useFile() {
  const queries = useQueryClient()
  const words = useProblemWords()
  const { t } = useTranslation()
  const file = useMutation({
    mutationFn: ({ card, client, version }: Filed) => body(api.PATCH('/api/calls/{id}', { ...place(card.id), body: { version, client } })),
    onSuccess: (call, { card, final }) => {
      applyCall(queries, call)
      for (const key of ['cards', 'clients', 'plan', 'deals']) void queries.invalidateQueries({ queryKey: [key] })
      if (final || !call.client) return
      toastOffer(t('card.filed', { name: call.client.name }), t('card.unfile'), () =>
        file.mutate({ card, client: card.client?.id ?? null, version: call.version, final: true }))
    },
    onError: (thrown, { card }) => {
      toastFailed(t('card.fileFailed', { why: words(Problem.of(thrown)) }))
      void queries.invalidateQueries({ queryKey: cardsQuery.queryKey })
      void queries.invalidateQueries({ queryKey: callQuery(card.id).queryKey })
    },
  })
  return { isPending: file.isPending, file: (card: Card, client: string) => file.mutate({ card, client, version: card.call.version }) }
}
