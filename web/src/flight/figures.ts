import type { Call, CallStory, StoryDecision, StorySpan, StoryStep } from '../api/types'
import { type Clock, clockOf, type Figure, type Part, sum } from './clock'
import { micros, SECOND } from './segments'

/** The figures of the row in whole seconds, as the clock of the picture shows them. */
export interface Figures {
  ring: number | null
  wait: number | null
  talk: number | null
  hold: number | null
  talkOf: (extension: string) => number | null
  /** Not a part of the talk. */
  parked: number | null
  /** Phones rang all the time of waiting. */
  isRingTheWait: boolean
}

export interface Counted {
  clock: Clock
  /** With the seconds of its decisions as the clock shows them. */
  story: CallStory
  figures: Figures
}

/** The exchange's clock tells milliseconds where it tells the row, and more where it tells events. */
const SAME = 0.05 * SECOND

/** All moments of the picture. */
export const timesOf = (story: CallStory): number[] =>
  [...story.steps.map((step) => step.at), ...story.spans.flatMap((span) => [span.from, span.to])].flatMap((at) => (at === null ? [] : micros(at)))

/** Where there is no picture. */
export const ofRow = (call: Call): Figures => ({
  ring: call.ringSeconds, wait: call.waitSeconds, talk: call.talkSeconds, hold: call.holdSeconds,
  talkOf: (extension) => talkOf(extension, call), parked: null, isRingTheWait: false,
})

/** Whoever comes several times has talked all of them. */
function talkOf(extension: string, call: Call): number | null {
  const talks = call.operators.filter((one) => one.extension === extension).flatMap((one) => one.talkSeconds ?? [])
  return talks.length === 0 ? null : talks.reduce((total, one) => total + one, 0)
}

/** Sets the clock of a picture and reads all figures from it: what stands beside one another adds up. */
export function counted(story: CallStory, call: Call): Counted {
  const row = rowFigures(story, call)
  const clock = clockOf(timesOf(story), [...row.values()].flatMap((figure) => figure ?? []))
  const seconds = (name: string, exact: number | null) => {
    const figure = row.get(name)
    return figure ? sum(clock, figure.parts) : exact
  }
  const { ring, wait, talk, hold } = ofRow(call)
  const parks = parts(story, 'park', () => true)
  const figures: Figures = {
    ring: seconds('ring', ring), wait: seconds('wait', wait), talk: seconds('talk', talk), hold: seconds('hold', hold),
    talkOf: (extension) => seconds(extension, talkOf(extension, call)),
    parked: parks.length === 0 ? null : sum(clock, parks),
    isRingTheWait: isSame(row.get('ring'), row.get('wait'), clock),
  }
  const steps = story.steps.map((step) => ({ ...step, decisions: step.decisions.map((one) => ({ ...one, seconds: decided(one, step, story, clock) })) }))
  return { clock, story: { ...story, steps }, figures }
}

/** Those whose stretches the picture shows. */
function rowFigures(story: CallStory, call: Call): Map<string, Figure | null> {
  const [waits] = parts(story, 'wait', isQueue)
  return new Map([
    ['ring', figure(call.ringSeconds, ringing(story, call.ringSeconds))],
    ['wait', figure(call.waitSeconds, waits ? [waits] : [])],
    ['talk', figure(call.talkSeconds, talks(story))],
    ['hold', figure(call.holdSeconds, holds(story))],
    ...call.operators.map((one): [string, Figure | null] => [one.extension, figure(talkOf(one.extension, call), parts(story, 'talk', (lane) => lane === `phone:${one.extension}`))]),
  ])
}

const figure = (exact: number | null, stretches: Part[]): Figure | null =>
  exact !== null && Math.abs(exact * SECOND - stretches.reduce((total, part) => total + length(part), 0)) < SAME ? { exact, parts: stretches } : null

/** Seconds apart that nobody sees. */
const isSame = (one: Figure | null | undefined, other: Figure | null | undefined, clock: Clock) =>
  !!one && !!other && one.parts.length === 1 && other.parts.length === 1 &&
  clock.read(one.parts[0]!.from) === clock.read(other.parts[0]!.from) && clock.between(one.parts[0]!) === clock.between(other.parts[0]!)

const length = ({ from, to }: Part) => (to === null ? NaN : to - from)
const isPhone = (lane: string) => lane.startsWith('phone:')
const isQueue = (lane: string) => lane.startsWith('queue:')

const part = (span: StorySpan): Part => ({ from: micros(span.from), to: span.to === null ? null : micros(span.to) })

const parts = (story: CallStory, doing: StorySpan['doing'], isOf: (lane: string) => boolean) =>
  story.spans.filter((span) => span.doing === doing && isOf(span.lane)).map(part).sort((a, b) => a.from - b.from)

/** Colleagues who talk with the client together count once. */
function talks(story: CallStory): Part[] {
  return parts(story, 'talk', isPhone).reduce<Part[]>((all, one) => {
    const last = all.at(-1)
    if (!last || last.to === null || last.to < one.from) return [...all, one]
    return [...all.slice(0, -1), { from: last.from, to: one.to === null ? null : Math.max(last.to, one.to) }]
  }, [])
}

/** A hold counts as long as they talk. */
function holds(story: CallStory): Part[] {
  return story.spans.filter((span) => span.doing === 'hold' && isPhone(span.lane)).flatMap((span) => {
    const hold = part(span)
    return parts(story, 'talk', (lane) => lane === span.lane)
      .map((talk) => ({ from: Math.max(hold.from, talk.from), to: hold.to === null || talk.to === null ? null : Math.min(hold.to, talk.to) }))
      .filter(({ from, to }) => to === null || from < to)
  })
}

/** From one that is called to an answer or to the end of it. */
function ringing(story: CallStory, exact: number | null): Part[] {
  const called = story.spans.filter((span) => span.doing === 'call' || span.doing === 'ring').map(part)
  const ends = [...called.map((one) => one.to), ...parts(story, 'talk', () => true).map((one) => one.from)]
  const found = called.flatMap(({ from }) => ends.map((to) => ({ from, to }))).filter((one) => figure(exact, [one]) !== null)
  return found.slice(0, 1)
}

/** By the stretch that ends there; what the picture does not show is rounded by itself. */
function decided(one: StoryDecision, step: StoryStep, story: CallStory, clock: Clock): number | null {
  if (one.seconds === null) return null
  const at = step.at === null ? null : micros(step.at)
  const late = ({ to }: Part) => (at === null || to === null ? 0 : Math.abs(to - at))
  const [nearest] = stretches(one, story).filter((stretch) => figure(one.seconds, stretch)).sort((a, b) => late(a.at(-1)!) - late(b.at(-1)!))
  return nearest ? sum(clock, nearest) : Math.round(one.seconds)
}

function stretches(one: StoryDecision, story: CallStory): Part[][] {
  const each = (all: Part[]) => all.map((stretch) => [stretch])
  switch (one.what) {
    case 'waitEnds':
      return each(parts(story, 'wait', (lane) => lane === `queue:${one.who}`))
    case 'talkEnds':
      return each(parts(story, 'talk', (lane) => lane === `phone:${one.who}`))
    case 'hold':
      return each(holds(story))
    case 'closed':
      return [talks(story)].filter((all) => all.length > 0)
    default:
      return []
  }
}
