import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Call, CallStory } from '../api/types'
import { resultWord } from '../calllog/call-columns'
import { duration } from '../ui/format'
import { type Counted, ofRow } from './figures'
import classes from './flight.module.css'
import { phoneName } from './names'
import { hasHeld } from './sentences'

interface Figure {
  name: string
  value: string
  /** What is counted and what is not. */
  notes: string[]
}

/** The row that the events made, and what its figures mean. */
export function Told({ call, told }: { call: Call; told: Counted | undefined }) {
  const { t } = useTranslation()
  const { t: tHere } = useTranslation('flight')
  const talked = call.operators.filter((one) => one.talkSeconds)
  const people = [...new Set(talked.map((one) => one.extension))]
  const { ring, wait, talk, hold, talkOf, parked, isRingTheWait } = told?.figures ?? ofRow(call)
  const story = told?.story
  const figures: Figure[] = [
    { name: t('calllog.result'), value: resultWord(call, t), notes: [] },
    ...(isRingTheWait ? [] : [{ name: t('calllog.ring'), value: duration(ring), notes: rings(call, story, tHere) }]),
    ...(call.waitSeconds === null ? [] : [{ name: t('calllog.wait'), value: duration(wait), notes: waits(story, isRingTheWait, tHere) }]),
    { name: t('calllog.talk'), value: duration(talk), notes: [...(people.length === 1 ? people.map((one) => phoneName(one, call)) : []), ...parts(call, hold, parked, tHere)] },
    ...(people.length > 1 ? people.map((one) => ({ name: phoneName(one, call), value: duration(talkOf(one)), notes: story && hasHeld(story, one) ? [tHere('figure.withHold')] : [] })) : []),
  ]
  return (
    <dl className={classes.told}>
      {figures.map(({ name, value, notes }, i) => (
        <div key={i}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {notes.map((note) => <dd key={note} className={classes.note}>{note}</dd>)}
        </div>
      ))}
    </dl>
  )
}

/** Outgoing it is the client who is rung: what rang before at the phone of whoever asked for the call is not counted. */
function rings(call: Call, story: CallStory | undefined, t: TFunction<'flight'>): string[] {
  const isOutbound = call.direction === 'outbound'
  if (isOutbound && story && !story.lanes.some((lane) => lane.kind === 'client' || lane.kind === 'line')) return [t('figure.clientNotCalled')]
  return call.answeredAt ? [t(isOutbound ? 'figure.ringOfClient' : 'figure.ring')] : []
}

/** The row counts the first queue alone. */
function waits(story: CallStory | undefined, rangAlways: boolean, t: TFunction<'flight'>): string[] {
  const [first, ...later] = story?.steps.flatMap((step) => step.decisions.filter((one) => one.what === 'waitEnds')) ?? []
  const of = (queue: string | null, seconds: number | null) => t('figure.later', { queue, seconds: duration(seconds) })
  return first ? [t(later.length > 0 ? 'figure.firstQueue' : 'figure.queue', { queue: first.who }), ...(rangAlways ? [t('figure.rangAlways')] : []), ...later.map((one) => of(one.who, one.seconds))] : []
}

function parts(call: Call, held: number | null, parked: number | null, t: TFunction<'flight'>): string[] {
  if (!call.talkSeconds) return []
  const hold = held === null ? [t('figure.holdUnknown')] : held > 0 ? [t('figure.hold', { seconds: duration(held) })] : []
  return parked === null ? hold : [...hold, t('figure.parked', { seconds: duration(parked) })]
}
