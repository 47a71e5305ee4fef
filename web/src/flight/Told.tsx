import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Call, CallStory } from '../api/types'
import { resultWord } from '../calllog/call-columns'
import { duration } from '../ui/format'
import { type Counted, ofRow } from './figures'
import classes from './flight.module.css'
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
  const people = talked.map((one) => `${one.name ?? ''} ${one.extension}`.trim())
  const { ring, wait, talk, hold, talkOf } = told?.figures ?? ofRow(call)
  const story = told?.story
  const figures: Figure[] = [
    { name: t('calllog.result'), value: resultWord(call, t), notes: [] },
    { name: t('calllog.ring'), value: duration(ring), notes: call.answeredAt ? [tHere('figure.ring')] : [] },
    ...(call.waitSeconds === null ? [] : [{ name: t('calllog.wait'), value: duration(wait), notes: waits(story, tHere) }]),
    { name: t('calllog.talk'), value: duration(talk), notes: [...(people.length === 1 ? people : []), ...parts(call, hold, story, tHere)] },
    ...(people.length > 1 ? talked.map((one, i) => ({ name: people[i]!, value: duration(talkOf(one.extension)), notes: story && hasHeld(story, one.extension) ? [tHere('figure.withHold')] : [] })) : []),
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

/** The row counts the first queue alone. */
function waits(story: CallStory | undefined, t: TFunction<'flight'>): string[] {
  const [first, ...later] = story?.steps.flatMap((step) => step.decisions.filter((one) => one.what === 'waitEnds')) ?? []
  const of = (queue: string | null, seconds: number | null) => t('figure.later', { queue, seconds: duration(seconds) })
  return first ? [t(later.length > 0 ? 'figure.firstQueue' : 'figure.queue', { queue: first.who }), ...later.map((one) => of(one.who, one.seconds))] : []
}

function parts(call: Call, held: number | null, story: CallStory | undefined, t: TFunction<'flight'>): string[] {
  if (!call.talkSeconds) return []
  const hold = held === null ? [t('figure.holdUnknown')] : held > 0 ? [t('figure.hold', { seconds: duration(held) })] : []
  return story?.spans.some((span) => span.doing === 'park') ? [...hold, t('figure.withoutPark')] : hold
}
