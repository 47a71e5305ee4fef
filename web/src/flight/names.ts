import type { TFunction } from 'i18next'
import type { Call, CallStory, StoryLane } from '../api/types'
import { phone } from '../ui/format'
import { isCall } from './rows'

/** Who the lane is, as people call them. */
export function laneName(lane: StoryLane, story: CallStory, call: Call, t: TFunction<'flight'>): string {
  switch (lane.kind) {
    case 'client':
      return call.client?.name ?? (call.number ? numberText(call.number) : t('kind.client'))
    case 'line':
      return outside(lane, story, call) ?? t('line', { name: lane.name })
    case 'exchange':
      return t('exchange')
    case 'queue':
      return t('queue', { name: lane.name })
    case 'phone':
      return phoneName(lane.name, call)
  }
}

/** The same where it is called or gets the call: Russian declines the noun, and leaves the name as it is. */
export function laneObject(lane: StoryLane, story: CallStory, call: Call, t: TFunction<'flight'>): string {
  const name = laneName(lane, story, call, t)
  switch (lane.kind) {
    case 'client':
      return call.client ? t('object.client', { name }) : call.number ? t('object.number', { number: name }) : t('object.anybody')
    case 'line':
      return outside(lane, story, call) ? t('object.number', { number: name }) : t('object.line', { name: lane.name })
    case 'exchange':
      return name
    case 'queue':
      return t('object.queue', { name: lane.name })
    case 'phone':
      return phoneObject(lane.name, call, t)
  }
}

/** What the lane is; of a line to the outside also which. */
export function laneNote(lane: StoryLane, story: CallStory, call: Call, t: TFunction<'flight'>): string {
  if (lane.kind === 'exchange' && story.askedBy !== null) return t('kind.asked')
  const kind = t(`kind.${lane.kind}`)
  return lane.kind === 'line' && outside(lane, story, call) ? `${kind}, ${lane.name}` : kind
}

const personAt = (extension: string, call: Call) => call.operators.find((one) => one.extension === extension)?.name

export function phoneName(extension: string, call: Call): string {
  const name = personAt(extension, call)
  return name ? `${name} ${extension}` : extension
}

export function phoneObject(number: string, call: Call, t: TFunction<'flight'>): string {
  const name = personAt(number, call)
  return name ? t('object.person', { number, name }) : t('object.phone', { number })
}

export const digits = (number: string | null) => number?.replace(/\D/g, '') ?? ''

/** Exchanges leave out the plus. */
export const numberText = (number: string | null) => phone(number && /^7\d{10}$/.test(number) ? `+${number}` : number)

/** What was dialled; of the client's number also what stands before it for the dialplan. */
export function dialledText(value: string, call: Call, t: TFunction<'flight'>): string {
  const dialled = digits(value)
  const number = digits(call.number)
  const forms = /^7\d{10}$/.test(number) ? [number, `8${number.slice(1)}`, number.slice(1)] : [number]
  const form = forms.find((one) => one.length >= SHORTEST_OUTSIDE && dialled.endsWith(one))
  const prefix = form ? dialled.slice(0, -form.length) : ''
  return prefix === '' ? numberText(value) : t('prefixed', { dialled, number: phone(call.number), prefix })
}

/** Shorter ones are of the house. */
const SHORTEST_OUTSIDE = 6

/** The number that was dialled on a line to the outside, where it is another than the client's. */
function outside(lane: StoryLane, story: CallStory, call: Call): string | null {
  const dialled = story.steps.find((step) => isCall(step) && step.to === lane.id)?.value ?? ''
  const number = /^\+?\d{5,}/.exec(dialled)?.[0]
  return number && digits(number) !== digits(call.number) ? numberText(number) : null
}
