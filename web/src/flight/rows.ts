import type { CallStory, StoryDecision, StoryLane, StoryStep } from '../api/types'
import type { Clock } from './clock'
import { type Doing, micros, MOMENT, type Segment, segmentsOf } from './segments'

export type View = 'decided' | 'main' | 'all'

/** What a lane does at one moment, and how long it will have done so. */
export interface State {
  doing: Doing
  /** It is seen here first. */
  begins: boolean
  /** Of a hold with the time in which somebody else is asked. */
  seconds: number | null
  /** Somebody is asked while another one is kept on hold. */
  isMeanwhile: boolean
  /** What it follows without a gap. */
  after: Doing | null
}

export interface Told extends StoryDecision {
  /** Of a call that was one of its own then. */
  apart: boolean
}

export interface Row {
  /** The step that says what happened. */
  step: StoryStep
  /** With it those that the exchange sent in the same moment. */
  steps: StoryStep[]
  decisions: Told[]
  before: (State | null)[]
  after: (State | null)[]
  /** What comes and goes before the next row, lane by lane. */
  passing: State[][]
  /** Seconds since the first event; null without a time. */
  since: number | null
  /** Seconds of nothing that follow; null when the next event is near. */
  pause: number | null
}

type What = StoryStep['what']

/** Shown although they decide nothing by themselves: without them the way of a call is not understood. */
const TURNS: ReadonlySet<What> = new Set([
  'dials', 'called-by-us', 'calls', 'originated', 'originate-failed', 'holds', 'resumes', 'puts-down', 'transfers', 'hands-over', 'picks-up', 'parks', 'parked', 'fetched', 'parked-too-long', 'message-kept', 'link-lost', 'link-back', 'booted', 'stopped',
])

/** Whoever does it leaves the call, at once or a little later. */
export const GIVES: ReadonlySet<What> = new Set(['parks', 'transfers', 'hands-over'])

/** Two hear each other from then on. */
export const JOINS: ReadonlySet<What> = new Set(['connected', 'enters-room'])

const BY_SOMEBODY: ReadonlySet<What> = new Set(['puts-down', 'holds', 'resumes'])

/** Of what is sent in one moment, the first of these says what happened; what is not among them stands alone. */
const RANK: What[] = ['hands-over', 'parks', 'transfers', 'picks-up', 'fetched', 'connected', 'originated', 'puts-down', 'originate-failed', 'resumes', 'parked', 'leaves-queue', 'call-ended', 'recording', 'recorded', 'gone', 'disconnected']

/** Shorter silences are not worth a line. */
const PAUSE_SECONDS = 2

/** The lines of the picture, in order. */
export function rowsOf(story: CallStory, view: View, clock: Clock): Row[] {
  const steps = withoutNoise(story.steps)
  const moments = view === 'all' ? steps.map((step) => [step]) : momentsOf(shown({ ...story, steps }, view))
  const lanes = segmentsOf(story)
  const ends = moments.map((steps) => steps.findLast((step) => step.at !== null)?.at ?? null)
  const at = ends.map((end) => (end === null ? null : micros(end)))
  const settled = at.map((now, i) => (now === null ? null : settles(now, startOf(moments[i + 1]), view)))
  return moments.map((steps, i) => {
    const now = at[i] ?? null
    const next = startOf(moments[i + 1])
    const past = at.slice(0, i).findLast((one) => one !== null) ?? null
    const pause = now !== null && next !== null ? clock.between({ from: now, to: next }) : null
    const seen = settled[i] ?? null
    const nextSeen = settled[i + 1] ?? null
    const states = (moment: number | null, since: number | null) => lanes.map((lane) => (moment === null ? null : stateAt(lane, moment, since, clock)))
    return {
      step: lead(steps),
      steps,
      decisions: decisionsOf(steps),
      before: states(now === null ? null : past === now ? now : (startOf(steps) ?? now) - 1, Infinity),
      after: states(seen, past === null ? null : settles(past, startOf(steps), view)),
      passing: lanes.map((lane) => (seen === null || nextSeen === null ? [] : between(lane, seen, nextSeen).map((segment) => stateOf(segment, lane, seen, clock)).filter((state) => state.begins && state.seconds !== 0))),
      since: now === null ? null : clock.read(now),
      pause: pause !== null && pause >= PAUSE_SECONDS ? pause : null,
    }
  })
}

/** A direction counts where the call first has the one it keeps; that a call joins says nothing where nothing was seen of it. */
function withoutNoise(steps: StoryStep[]): StoryStep[] {
  const directions = steps.filter((step) => !step.apart).flatMap((step) => step.decisions).filter((one) => one.what === 'began' || one.what === 'direction')
  const kept = directions.find((one) => one.value === directions.at(-1)?.value)
  const hasApart = steps.some((step) => step.apart && step.decisions.length > 0)
  const isNews = (one: StoryDecision) => (one.what === 'direction' ? one === kept : one.what !== 'merged' || hasApart)
  return steps.map((step) => ({ ...step, decisions: step.decisions.filter(isNews) }))
}

function startOf(steps: StoryStep[] | undefined): number | null {
  const start = steps?.find((step) => step.at !== null)?.at
  return start ? micros(start) : null
}

/** What follows a moment at once, such as lines that close, belongs to it. */
const settles = (now: number, next: number | null, view: View) =>
  view === 'all' ? now : Math.max(now, Math.min(now + MOMENT, next === null ? Infinity : next - 1))

function shown(story: CallStory, view: View): StoryStep[] {
  const holding = new Set<string>()
  const up = new Set<string | null>()
  const givers = new Set<string | null>()
  const tried = new Set(story.lanes.filter((lane) => lane.kind === 'line' || isClientInVain(lane, story)).map((lane) => lane.id))
  return story.steps.filter((step) => {
    const isNews = takesTurns(step, holding)
    if (step.what === 'up') up.add(step.lane)
    if (GIVES.has(step.what)) givers.add(step.lane)
    const leaves = step.what === 'gone' && givers.delete(step.lane)
    const turn = step.lane !== null && tried.has(step.lane) && !up.has(step.lane) ? isTurnOfTriedLine(step) : isTurn(step)
    return step.decisions.length > 0 || (view === 'main' && ((turn && isNews) || leaves || isMeeting(story, step)))
  })
}

/** The client was called and did not answer. */
const isClientInVain = (lane: StoryLane, story: CallStory) =>
  lane.kind === 'client' && story.steps.some((step) => step.what === 'call-ended' && step.lane === lane.id && step.value !== 'ANSWER')

/** Two begin to hear each other. */
const isMeeting = (story: CallStory, step: StoryStep) =>
  step.what === 'connected' && step.to !== null && story.spans.some((span) => span.doing === 'consult' && span.lane === step.lane && span.from === step.at)

/** Phones say that a hold is over also where there was none, and once for each of their lines. */
function takesTurns(step: StoryStep, holding: Set<string>): boolean {
  const lane = step.lane ?? ''
  if (step.what === 'holds') holding.add(lane)
  return step.what !== 'resumes' || holding.delete(lane)
}

/** Somebody is called; by the exchange itself where nobody else does. */
export const isCall = (step: StoryStep) => step.what === 'calls' || step.what === 'called-by-us'

/** What the exchange's own aids do is nobody's turn, nor what they call within the exchange. */
const isTurn = (step: StoryStep) =>
  TURNS.has(step.what) && (step.lane !== null || !BY_SOMEBODY.has(step.what)) && (!isCall(step) || step.to !== null)

/** A line that was tried says with its result what came of it, not with a hangup. */
const isTurnOfTriedLine = (step: StoryStep) => step.what === 'call-ended' || (step.what !== 'puts-down' && isTurn(step))

/** What is sent in one moment is one line. */
function momentsOf(steps: StoryStep[]): StoryStep[][] {
  const moments: StoryStep[][] = []
  for (const step of steps) {
    const last = moments.at(-1)
    if (last && isNear(last[0]!, step) && ((last.every(isShort) && isShort(step)) || isSameCaller(last[0]!, step))) last.push(step)
    else moments.push([step])
  }
  return moments
}

/** Several are called at once. */
const isSameCaller = (one: StoryStep, other: StoryStep) => isCall(one) && isCall(other) && one.lane === other.lane && one.to !== null && other.to !== null

const isShort = (step: StoryStep) => RANK.includes(step.what)

const isNear = (one: StoryStep, other: StoryStep) => one.at !== null && other.at !== null && micros(other.at) - micros(one.at) < MOMENT

function lead(steps: StoryStep[]): StoryStep {
  const rank = (step: StoryStep) => RANK.indexOf(step.what) - (step.lane === null ? 0 : 0.5) - (step.to === null ? 0 : 0.25)
  return steps.reduce((best, step) => (rank(step) < rank(best) ? step : best))
}

/** Each once, and of a recording and its separate legs the first is enough: the others are in the row. */
function decisionsOf(steps: StoryStep[]): Told[] {
  const all = steps.flatMap((step) => step.decisions.map((decision) => ({ ...decision, apart: step.apart })))
  const same = (one: Told) => (one.what === 'recording' ? one.what : JSON.stringify(one))
  return all.filter((one, i) => all.findIndex((other) => same(other) === same(one)) === i)
}

function stateAt(lane: Segment[], at: number, past: number | null, clock: Clock): State | null {
  const segment = lane.find((one) => one.from <= at && (one.to === null || one.to > at))
  return segment ? stateOf(segment, lane, past, clock) : null
}

const between = (lane: Segment[], from: number, to: number) => lane.filter((one) => one.from > from && one.to !== null && one.to <= to)

/** It begins where it is seen first: after what was shown last. */
function stateOf(segment: Segment, lane: Segment[], past: number | null, clock: Clock): State {
  const isHold = segment.doing === 'hold'
  const goesOn = isHold && lane.some((one) => one !== segment && one.doing === 'hold' && one.whole.from === segment.whole.from && one.from < segment.from)
  return {
    doing: segment.doing,
    begins: (past === null || segment.from > past) && !goesOn,
    seconds: clock.between(isHold ? { from: segment.from, to: segment.whole.to } : segment),
    isMeanwhile: segment.isMeanwhile,
    after: lane.find((one) => one.to === segment.from)?.doing ?? null,
  }
}
