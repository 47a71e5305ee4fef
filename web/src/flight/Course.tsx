import { type CSSProperties, Fragment, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call, CallStory, StoryLane, StoryStep } from '../api/types'
import { duration } from '../ui/format'
import type { Counted } from './figures'
import classes from './flight.module.css'
import { Legend } from './Legend'
import { laneName, laneNote } from './names'
import { isCall, JOINS, type Row, rowsOf, type State, type View } from './rows'
import { useSentences } from './sentences'

interface CourseProps {
  told: Counted
  call: Call
  view: View
}

/** The picture: a lane for each party, time runs down; beside each event what it says and what it decided. */
export function Course({ told: { story, clock }, call, view }: CourseProps) {
  const { t } = useTranslation('flight')
  const list = useRef<HTMLOListElement>(null)
  const [open, setOpen] = useState<number | null>(null)
  const rows = rowsOf(story, view, clock)
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0 || !list.current) return
    const buttons = [...list.current.querySelectorAll<HTMLButtonElement>('[data-testid=story-step]')]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    buttons[Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus()
    event.preventDefault()
  }
  return (
    <>
    <Legend story={story} rows={rows} />
    <div className={classes.course} style={{ '--lanes': story.lanes.length } as CSSProperties} data-testid="story">
      <div className={classes.heads}>
        <span>{t('time')}</span>
        {story.lanes.map((lane) => (
          <span key={lane.id} className={classes.head}>
            <strong>{laneName(lane, story, call, t)}</strong>
            <small title={lane.channels.join(', ') || undefined}>{view === 'all' && lane.channels.length > 0 ? lane.channels.join(', ') : laneNote(lane, story, call, t)}</small>
          </span>
        ))}
        <span>{view === 'all' ? t('shownAll', { count: story.steps.length }) : t('shown', { shown: rows.length, all: story.steps.length })}</span>
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
    </>
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
  const { said, also, decided } = useSentences(story, call)(row)
  const { step, decisions } = row
  const raw = row.steps.flatMap((one) => one.raw)
  return (
    <li>
      <button type="button" className={classes.row} aria-expanded={open} onClick={onOpen} data-testid="story-step" data-what={step.what} data-decided={decisions.length > 0 || undefined}>
        <span className={classes.time}>{row.since === null ? '' : duration(row.since)}</span>
        <Bars story={story} row={row} />
        {(isCall(step) ? row.steps : [step]).map((one) => <Arrow key={one.n} story={story} step={one} />)}
        <span className={classes.words}>
          <span>{said}</span>
          {also.map((text) => <span key={text}>{text}</span>)}
          {decided.map(({ text, apart }, i) => <span key={i} className={classes.decision} data-apart={apart || undefined}>{text}</span>)}
        </span>
      </button>
      {open && (
        <div className={classes.raw}>
          <p>{raw.length > 0 ? t('raw', { event: [...new Set(row.steps.map((one) => one.event))].filter(Boolean).join(', ') }) : t('noRaw')}</p>
          {raw.length > 0 && <pre tabIndex={0} data-testid="story-raw">{row.steps.map((one) => one.raw.join('\n')).join('\n\n')}</pre>}
        </div>
      )}
    </li>
  )
}

/** Above the middle what was, below it what is from now on. */
function Bars({ story, row: { before, after, passing } }: { story: CallStory; row: Row }) {
  const { t } = useTranslation('flight')
  return after.map((state, i) => (
    <span key={i} className={classes.cell}>
      <i data-doing={before[i]?.doing} data-half="upper" />
      <i data-doing={state?.doing} data-half="lower" />
      {[...(state?.begins ? [state] : []), ...passing[i]!].filter(isTold).map((told, k) => (
        <small key={k}>
          <span>{t(`doing.${wordOf(told, story.lanes[i]!)}`)}</span>{' '}
          {told.seconds !== null && <span>{duration(told.seconds)}</span>}
        </small>
      ))}
    </span>
  ))
}

/** An open line says so where it follows something; what began it stands beside the event. Neither that nor a call is told for no second. */
const isTold = ({ doing, after, seconds }: State) => (doing !== 'present' && doing !== 'call') || (seconds !== 0 && (doing === 'call' || after !== null))

function wordOf({ doing, after, isMeanwhile }: State, lane: StoryLane) {
  if (doing === 'wait' && lane.kind === 'queue') return 'seek'
  if (doing === 'consult' && isMeanwhile) return 'meanwhile'
  if (doing === 'present' && (after === 'ring' || after === 'call')) return 'pickedUp'
  return doing
}

/** From whom to whom, with a head at either end when two are joined; a dot when it is about one alone. */
function Arrow({ story, step }: { story: CallStory; step: StoryStep }) {
  const { lane, to } = step
  const from = story.lanes.findIndex((one) => one.id === lane)
  const target = story.lanes.findIndex((one) => one.id === to)
  if (from < 0 && target < 0) return null
  if (from < 0) return <i className={classes.dot} style={{ '--from': target } as CSSProperties} aria-hidden="true" />
  if (target < 0) return <i className={classes.dot} style={{ '--from': from } as CSSProperties} aria-hidden="true" />
  const style = { '--from': Math.min(from, target), '--span': Math.abs(target - from) } as CSSProperties
  return <i className={classes.arrow} data-back={target < from || undefined} data-both={JOINS.has(step.what) || undefined} style={style} aria-hidden="true" />
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
