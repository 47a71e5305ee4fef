import type { CallStory, StorySpan } from '../api/types'

export type Doing = StorySpan['doing']

/** What a lane shows from one moment to the next change: of what goes on at once the foremost. Times in microseconds. */
export interface Segment {
  doing: Doing
  from: number
  /** null while it goes on. */
  to: number | null
  /** What it is a stretch of: a hold lasts while somebody else is asked. */
  whole: { from: number; to: number | null }
  /** Somebody is asked while another one is kept on hold. */
  isMeanwhile: boolean
}

/** Of what happens at once, the last wins: who has a call on hold and asks a colleague, asks. */
const ORDER: Doing[] = ['present', 'call', 'ring', 'wait', 'talk', 'hold', 'held', 'consult', 'park']

/** The exchange's clock tells microseconds, and the order of what it does at once hangs on them; a Date would drop them. */
export const micros = (at: string) => Date.parse(at) * 1000 + Number((/\.\d{3}(\d{1,3})/.exec(at)?.[1] ?? '').padEnd(3, '0'))

export const SECOND = 1_000_000

/** What exchanges send about one thing comes within this. */
export const MOMENT = 300_000

/** Between two changes a moment that nobody sees: an exchange takes one bridge for another. */
const BLINK = 100_000

/** For each lane of the story its segments, each with a length of its own: a talk ends where the hold begins. A line that is opened to ring is seen from the ringing on. */
export const segmentsOf = (story: CallStory): Segment[][] =>
  story.lanes.map((lane) => segments(story.spans.filter((span) => span.lane === lane.id)))

function segments(spans: StorySpan[]): Segment[] {
  const known = spans.map((span) => ({ doing: span.doing, from: micros(span.from), to: span.to === null ? null : micros(span.to) }))
  const changes = [...new Set(known.flatMap((span) => (span.to === null ? [span.from] : [span.from, span.to])))].sort((a, b) => a - b)
  const told: Segment[] = []
  changes.forEach((from, i) => {
    const to = changes[i + 1] ?? null
    const now = known.filter((span) => span.from <= from && (span.to === null || span.to > from))
    const [top] = now.sort((a, b) => ORDER.indexOf(b.doing) - ORDER.indexOf(a.doing))
    if (!top) return
    const last = told.at(-1)
    const follows = last && last.to !== null && from - last.to < BLINK
    if (follows && last.doing === top.doing) prolong(last, to, top.to)
    else told.push({ doing: top.doing, from, to, whole: top, isMeanwhile: top.doing === 'consult' && now.some((span) => span.doing === 'hold') })
  })
  return joined(told)
    .map((one, i, all) => (isCalled(one) && all[i + 1] && isIdleBlink(all[i + 1]!) && all[i + 1]!.from === one.to ? { ...one, to: all[i + 1]!.to } : one))
    .filter((one, i, all) => !isIdleBlink(one) || all[i + 1]?.from !== one.to || all[i - 1]?.to === one.from)
}

/** A line that is there a blink before it rings, and between ringing and talking. */
const isIdleBlink = (one: Segment) => one.doing === 'present' && isBlink(one)

const isCalled = ({ doing }: Segment) => doing === 'call' || doing === 'ring'

const isBlink = (one: Segment) => one.to !== null && one.to - one.from < BLINK

function prolong(segment: Segment, to: number | null, wholeTo: number | null) {
  segment.to = to
  segment.whole = { ...segment.whole, to: wholeTo }
}

/** What is interrupted for a blink goes on. */
function joined(told: Segment[]): Segment[] {
  return told.reduce<Segment[]>((kept, one) => {
    const last = kept.at(-1)
    const before = kept.at(-2)
    if (last && before && before.doing === one.doing && isBlink(last)) {
      kept.pop()
      prolong(before, one.to, one.whole.to)
    } else kept.push({ ...one })
    return kept
  }, [])
}
