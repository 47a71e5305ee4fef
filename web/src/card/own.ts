import type { Call, Card, Me } from '../api/types'
import { ownTalkOf } from '../calllog/calls'

type Self = Pick<Me, 'id' | 'extension'>

/** How long this person talked: each one has their own seconds of a call that was handed over. */
export const ownTalk = (call: Call, self: Self): number | null => ownTalkOf(call, self.id) ?? call.talkSeconds

/** A colleague who has the client and calls this phone meanwhile, to ask before the call is handed over. */
export function askerOf({ phase, call }: Card, self: Self): string | null {
  const asker = phase === 'ringing' ? call.operators.find((part) => part.result === 'talking' && part.id !== self.id) : undefined
  return asker ? (asker.name ?? asker.extension) : null
}

/** Whether such a colleague has been answered: the phone rings no more, and the client is not there yet. */
export function isAsked(card: Card, self: Self): boolean {
  return askerOf(card, self) !== null && card.call.operators.some((part) => part.id === self.id && part.result === 'ringing' && part.ringSeconds !== null)
}

/** What this person's phone does because of the card. */
export function phoneOf(card: Card, self: Self): Card['phase'] {
  return isAsked(card, self) ? 'talking' : card.phase
}

/** What this person's phone does because of a call within the house. */
export function phoneInside({ answeredAt, placer, operators }: Call, { id }: Self): 'talking' | 'ringing' | null {
  const own = operators.filter((part) => part.id === id).map((part) => part.result)
  const placed = placer?.id === id
  if (own.includes('talking') || (placed && answeredAt)) return 'talking'
  return own.includes('ringing') || placed ? 'ringing' : null
}

/** Who handed the call over to this phone last. */
export function giverOf({ call }: Card, self: Self): string | null {
  const last = call.transfers.filter(({ type }) => type === 'blind' || type === 'attended').at(-1)
  if (!last?.from || last.to !== self.extension) return null
  return call.operators.find((part) => part.extension === last.from)?.name ?? last.from
}
