import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { api, body } from '../api/client'
import { type LiveEvents, withCard } from '../api/live-fold'
import type { Call, Card } from '../api/types'
import { hasDraft } from '../outcome/draft'

/** How long the line «taken by» stays before the card goes. */
const TAKEN_MILLIS = 4000

/** Own open cards, newest on top; kept right by the push, asked for once as a start. */
export const cardsQuery = queryOptions({
  queryKey: ['cards'],
  queryFn: async ({ client }): Promise<Card[]> => {
    const { items } = await body(api.GET('/api/cards'))
    return withBegun(client.getQueryData<Card[]>(['cards']), items)
  },
  staleTime: Infinity,
})

export function applySnapshot(client: QueryClient, cards: Card[]) {
  void client.cancelQueries({ queryKey: cardsQuery.queryKey })
  client.setQueryData(cardsQuery.queryKey, (before) => withBegun(before, cards))
}

/** What somebody has begun to write does not vanish under their hands, whoever wrote the outcome meanwhile: saving tells. */
function withBegun(before: Card[] = [], now: Card[]): Card[] {
  const kept = before.filter((card) => hasDraft(card.id) && !now.some((one) => one.id === card.id))
  return [...now, ...kept.map((card): Card => ({ ...card, phase: 'writeup' }))]
}

export function applyCard(client: QueryClient, card: Card) {
  void client.cancelQueries({ queryKey: cardsQuery.queryKey })
  client.setQueryData(cardsQuery.queryKey, (before = []) => withCard(before, card))
}

/** Cards whose outcome was written during the talk: the server is done with them, the talk is not. */
const stillTalking = new Set<string>()

/**
 * A colleague's name stays on the card for a moment, so that nobody wonders where it went. A card of a talk that goes on
 * stays until {@link applyTalk} sees its end, or timer and notes would vanish in the middle of a sentence.
 */
export function applyGone(client: QueryClient, { id, takenBy }: LiveEvents['card-gone']) {
  void client.cancelQueries({ queryKey: cardsQuery.queryKey })
  const card = client.getQueryData(cardsQuery.queryKey)?.find((one) => one.id === id)
  if (card?.phase === 'talking') stillTalking.add(id)
  if (stillTalking.has(id) || hasDraft(id)) return
  if (!takenBy) {
    dropCard(client, id)
    return
  }
  client.setQueryData(cardsQuery.queryKey, (before = []) =>
    before.map((card) => (card.id === id ? { ...card, takenBy } : card)))
  setTimeout(() => client.setQueryData(cardsQuery.queryKey, (now = []) => now.filter((card) => card.id !== id || !card.takenBy)), TAKEN_MILLIS)
}

/** The end of a talk whose outcome is written already takes its card away. */
export function applyTalk(client: QueryClient, call: Call, user: string) {
  if (!stillTalking.has(call.id)) return
  if (call.state === 'live' && call.operators.some((leg) => leg.id === user && leg.result === 'talking')) return
  stillTalking.delete(call.id)
  client.setQueryData(cardsQuery.queryKey, (before = []) => withBegun(before, before.filter((card) => card.id !== call.id)))
}

export function dropCard(client: QueryClient, id: string) {
  client.setQueryData(cardsQuery.queryKey, (before = []) => before.filter((card) => card.id !== id))
}
