import type { CallStory, StorySpan, StoryStep } from '../api/types'

export type Doing = StorySpan['doing']
export type View = 'decided' | 'main' | 'all'

/** What a lane does at one moment, and how long it will have done so. */
export interface State {
  doing: Doing
  /** The span began here. */
  begins: boolean
  seconds: number | null
}

export interface Row {
  step: StoryStep
  before: (State | null)[]
  after: (State | null)[]
  /** Seconds since the first event; null without a time. */
  since: number | null
  /** Seconds of nothing that follow; null when the next event is near. */
  pause: number | null
}

/** Shown although they decide nothing by themselves: without them the way of a call is not understood. */
const TURNS: ReadonlySet<StoryStep['what']> = new Set([
  'holds', 'resumes', 'puts-down', 'transfers', 'hands-over', 'picks-up', 'parked', 'fetched', 'parked-too-long', 'message-kept', 'link-lost', 'link-back', 'booted', 'stopped',
])

/** Of what happens at once, the last wins. */
const ORDER: Doing[] = ['present', 'ring', 'wait', 'talk', 'consult', 'hold', 'park']

const BY_SOMEBODY: ReadonlySet<StoryStep['what']> = new Set(['puts-down', 'holds', 'resumes'])

/** Shorter silences are not worth a line. */
const PAUSE_SECONDS = 2

const SECOND = 1_000_000

/** The exchange's clock tells microseconds, and the order of what it does at once hangs on them; a Date would drop them. */
const micros = (at: string) => Date.parse(at) * 1000 + Number((/\.\d{3}(\d{1,3})/.exec(at)?.[1] ?? '').padEnd(3, '0'))

/** The lines of the picture, in order. */
export function rowsOf(story: CallStory, view: View): Row[] {
  const steps = story.steps.filter((step) => view === 'all' || step.decisions.length > 0 || (view === 'main' && isTurn(step)))
  const first = story.steps.find((step) => step.at !== null)?.at
  return steps.map((step, i) => {
    const next = steps[i + 1]?.at
    const pause = step.at && next ? (micros(next) - micros(step.at)) / SECOND : 0
    const at = step.at ? micros(step.at) : null
    const together = i > 0 && step.at !== null && steps[i - 1]!.at === step.at
    return {
      step,
      before: at === null ? story.lanes.map(() => null) : statesAt(story, together ? at : at - 1),
      after: at === null ? story.lanes.map(() => null) : statesAt(story, at, together ? undefined : at),
      since: step.at && first ? (micros(step.at) - micros(first)) / SECOND : null,
      pause: pause >= PAUSE_SECONDS ? pause : null,
    }
  })
}

/** What the exchange's own aids do is nobody's turn. */
const isTurn = (step: StoryStep) => TURNS.has(step.what) && (step.lane !== null || !BY_SOMEBODY.has(step.what))

/** Who talks to somebody on hold is on hold as well. */
export function statesAt(story: CallStory, at: number, begin?: number): (State | null)[] {
  const states = story.lanes.map((lane) => stateAt(story.spans.filter((span) => span.lane === lane.id), at, begin))
  const held = states.find((state, i) => state?.doing === 'hold' && story.lanes[i]!.kind === 'phone')
  return states.map((state, i) => (held && state?.doing === 'talk' && story.lanes[i]!.kind === 'client' ? { ...held } : state))
}

function stateAt(spans: StorySpan[], at: number, begin?: number): State | null {
  const now = spans.filter((span) => micros(span.from) <= at && (span.to === null || micros(span.to) > at))
  const [top] = now.sort((a, b) => ORDER.indexOf(b.doing) - ORDER.indexOf(a.doing))
  if (!top) return null
  return {
    doing: top.doing,
    begins: begin !== undefined && micros(top.from) === begin,
    seconds: top.to === null ? null : (micros(top.to) - micros(top.from)) / SECOND,
  }
}
