import { type CSSProperties, Fragment, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call, CallStory, StoryDecision } from '../api/types'
import { duration } from '../ui/format'
import { type Row, rowsOf, type State, type View } from './rows'
import classes from './flight.module.css'
import { laneName, useSentences } from './sentences'

interface CourseProps {
  story: CallStory
  call: Call
  view: View
}

/** The picture: a lane for each party, time runs down; beside each event what it says and what it decided. */
export function Course({ story, call, view }: CourseProps) {
  const { t } = useTranslation('flight')
  const list = useRef<HTMLOListElement>(null)
  const [open, setOpen] = useState<number | null>(null)
  const rows = rowsOf(story, view)
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0 || !list.current) return
    const buttons = [...list.current.querySelectorAll<HTMLButtonElement>('[data-testid=story-step]')]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    buttons[Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus()
    event.preventDefault()
  }
  return (
    <div className={classes.course} style={{ '--lanes': story.lanes.length } as CSSProperties} data-testid="story">
      <div className={classes.heads}>
        <span>{t('time')}</span>
        {story.lanes.map((lane) => (
          <span key={lane.id} className={classes.head}>
            <strong>{laneName(lane, call, t)}</strong>
            <small>{lane.channels.length > 0 ? lane.channels.join(', ') : t(`kind.${lane.kind}`)}</small>
          </span>
        ))}
        <span>{t('shown', { shown: rows.length, all: story.steps.length })}</span>
      </div>
      <ol ref={list} onKeyDown={move} className={classes.rows}>
        {rows.map((row) => (
          <Fragment key={row.step.n}>
            <Event row={row} story={story} call={call} open={open === row.step.n} onOpen={() => setOpen(open === row.step.n ? null : row.step.n)} />
            {row.pause !== null && <Pause row={row} />}
          </Fragment>
        ))}
      </ol>
    </div>
  )
}

interface EventProps {
  row: Row
  story: CallStory
  call: Call
  open: boolean
  onOpen: () => void
}

function Event({ row, story, call, open, onOpen }: EventProps) {
  const { t } = useTranslation('flight')
  const { sentence, decision } = useSentences(story, call)
  const { step } = row
  return (
    <li>
      <button type="button" className={classes.row} aria-expanded={open} onClick={onOpen} data-testid="story-step" data-what={step.what} data-decided={step.decisions.length > 0 || undefined}>
        <span className={classes.time}>{row.since === null ? '' : duration(row.since)}</span>
        <Bars before={row.before} after={row.after} />
        <Arrow story={story} lane={step.lane} to={step.to} />
        <span className={classes.words}>
          <span>{sentence(step)}</span>
          {step.apart && step.decisions.length > 0 && <small>{t('apart')}</small>}
          {withoutCopies(step.decisions).map((one, i) => (
            <span key={i} className={classes.decision} data-apart={step.apart || undefined}>{decision(one)}</span>
          ))}
        </span>
      </button>
      {open && (
        <div className={classes.raw}>
          <p>{step.raw.length > 0 ? t('raw', { event: step.event ?? '' }) : t('noRaw')}</p>
          {step.raw.length > 0 && <pre tabIndex={0} data-testid="story-raw">{step.raw.join('\n')}</pre>}
        </div>
      )}
    </li>
  )
}

/** Of a recording and its separate legs the first is enough; the others are in the row. */
const withoutCopies = (decisions: StoryDecision[]) =>
  decisions.filter((one, i) => one.what !== 'recording' || decisions.findIndex((other) => other.what === 'recording') === i)

/** Above the middle what was, below it what is from now on. */
function Bars({ before, after }: Pick<Row, 'before' | 'after'>) {
  const { t } = useTranslation('flight')
  return after.map((state, i) => (
    <span key={i} className={classes.cell}>
      <i data-doing={before[i]?.doing} data-half="upper" />
      <i data-doing={state?.doing} data-half="lower" />
      {state?.begins && state.doing !== 'present' && (
        <small>{t(`doing.${state.doing}`)}{state.seconds !== null && ` ${duration(state.seconds)}`}</small>
      )}
    </span>
  ))
}

/** From whom to whom; a dot when it is about one alone. */
function Arrow({ story, lane, to }: { story: CallStory; lane: string | null; to: string | null }) {
  const from = story.lanes.findIndex((one) => one.id === lane)
  const target = story.lanes.findIndex((one) => one.id === to)
  if (from < 0) return null
  if (target < 0) return <i className={classes.dot} style={{ '--from': from } as CSSProperties} aria-hidden="true" />
  const style = { '--from': Math.min(from, target), '--span': Math.abs(target - from) } as CSSProperties
  return <i className={classes.arrow} data-back={target < from || undefined} style={style} aria-hidden="true" />
}

/** A stretch in which nothing happened, folded. */
function Pause({ row }: { row: Row }) {
  return (
    <li className={classes.pause}>
      <span className={classes.time}>{duration(row.pause)}</span>
      {row.after.map((state: State | null, i) => <span key={i} className={classes.cell}><i data-doing={state?.doing} /></span>)}
    </li>
  )
}
