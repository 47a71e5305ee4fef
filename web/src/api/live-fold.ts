import type { Call, Card, Deal, Plan, Ref, Status } from './types'

/** What the server pushes, by event name. */
export interface LiveEvents {
  snapshot: { cards: Card[]; status: Status }
  card: Card
  'card-gone': { id: string; takenBy: Ref | null }
  call: Call
  plan: { client: string | null; held?: Plan }
  deal: Deal
  /** Somebody has decided something about a missed caller. */
  missed: object
  pipelines: object
  /** A part of the settings that somebody has changed: the first word of its query. */
  settings: { changed: string }
  status: Status
}
export type LiveEventName = keyof LiveEvents
export const LIVE_EVENTS: LiveEventName[] = ['snapshot', 'card', 'card-gone', 'call', 'plan', 'deal', 'missed', 'pipelines', 'settings', 'status']

export interface LiveState {
  cards: Card[]
  status: Status | null
}

/** What a tab that opens later must be told: the last snapshot with all that came after it. */
export function fold(state: LiveState, name: LiveEventName, data: unknown): LiveState {
  switch (name) {
    case 'snapshot':
      return data as LiveEvents['snapshot']
    case 'card':
      return { ...state, cards: withCard(state.cards, data as Card) }
    case 'card-gone':
      return { ...state, cards: state.cards.filter((card) => card.id !== (data as { id: string }).id) }
    case 'status':
      return { ...state, status: data as Status }
    case 'call':
    case 'plan':
    case 'deal':
    case 'missed':
    case 'pipelines':
    case 'settings':
      return state
  }
}

/** A changed card keeps its place, a new one goes on top. */
export function withCard(cards: Card[], card: Card): Card[] {
  return cards.some((other) => other.id === card.id)
    ? cards.map((other) => (other.id === card.id ? card : other))
    : [card, ...cards]
}

/** Worker to tab. */
export type LiveMessage =
  | { kind: 'event'; name: LiveEventName; data: unknown }
  | { kind: 'link'; up: boolean; since: string }
  | { kind: 'refused' }

/** Tab to worker. */
export type LiveOrder = { order: 'open'; user: string } | { order: 'close' } | { order: 'leave' }
