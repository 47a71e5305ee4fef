import { useTranslation } from 'react-i18next'
import { Link } from '@tanstack/react-router'
import type { DurationPictures } from '../api/types'
import { duration, EMPTY, day as dayWords } from '../ui/format'
import { dayStart, dayText, wallOf } from '../ui/zone'
import { callsOf } from './calls-of'
import type { ReportFilter } from './durations'
import classes from './report.module.css'

const MOST_OPERATORS = 8
const MOST_DAYS = 31
/** With more columns than this the numbers would touch: only the largest of each line stays. */
const LABELLED_DAYS = 10
const NAMED_DAYS = 16

interface Line {
  id: string
  name: string
  days: Map<string, number>
  seconds: number
  /** Of one day. */
  most: number
}

/** Minutes of talk, one line of bars for each operator, all on one scale. */
export function DayBars({ filter, talk }: { filter: ReportFilter; talk: DurationPictures['talk'] }) {
  const { t } = useTranslation()
  const lines = linesOf(talk)
  const days = daysOf(filter)
  const worked = days.filter((day) => lines.some((line) => line.days.has(day)))
  const named = new Set(worked.filter((_, i) => worked.length <= NAMED_DAYS || i % 5 === 0))
  const most = Math.max(1, ...lines.flatMap((one) => [...one.days.values()]))
  const today = dayText(Date.now())
  const told = (line: Line, day: string, seconds: number) => {
    const words = t('report.dayOf', { name: line.name, day: dayWords(dayStart(day)!), length: duration(seconds) })
    return { 'aria-label': words, title: words }
  }
  return (
    <figure className={classes.picture}>
      <figcaption><b>{t('report.talkByDay')}</b><span>{t('report.minutes')}</span></figcaption>
      <div className={classes.days} style={{ gridTemplateColumns: `minmax(96px, auto) ${days.map((day) => (worked.includes(day) ? 'minmax(4px, 1fr)' : '4px')).join(' ')} auto` }}>
        <span />
        {days.map((one) => (
          <small key={one} className={classes.axis} data-now={one === today || undefined}>{named.has(one) ? wallOf(dayStart(one)!).day : ''}</small>
        ))}
        <span />
        {lines.map((line) => (
          <div key={line.id} style={{ display: 'contents' }}>
            <span className={classes.who}>{line.name}</span>
            {days.map((one) => {
              const seconds = line.days.get(one) ?? 0
              return (
                <span key={one} className={classes.cell}>
                  {worked.includes(one) && (worked.length <= LABELLED_DAYS || seconds === line.most) && <small>{seconds > 0 ? Math.round(seconds / 60) : EMPTY}</small>}
                  {seconds > 0 && (
                    <Link to="/calls" search={callsOf(filter, { from: one, to: one, operator: line.id, segment: 'answered' })} className={classes.bar} {...told(line, one, seconds)}>
                      <i data-now={one === today || undefined} style={{ height: Math.max(2, Math.round((seconds / most) * 16)) }} />
                    </Link>
                  )}
                </span>
              )
            })}
            <Link to="/calls" search={callsOf(filter, { operator: line.id, segment: 'answered' })} className={classes.sum}><span className={classes.behind}>{duration(line.seconds)}</span></Link>
          </div>
        ))}
      </div>
      {lines.length === 0 && <p className={classes.nothing}>{t('report.empty')}</p>}
    </figure>
  )
}

/** Who talked most first. */
function linesOf(talk: DurationPictures['talk']): Line[] {
  const lines = new Map<string, Line>()
  for (const { operator, day, seconds } of talk) {
    if (!operator) continue
    const line = lines.get(operator.id) ?? { id: operator.id, name: operator.name, days: new Map<string, number>(), seconds: 0, most: 0 }
    line.days.set(day, seconds)
    line.seconds += seconds
    line.most = Math.max(line.most, seconds)
    lines.set(operator.id, line)
  }
  return [...lines.values()].sort((a, b) => b.seconds - a.seconds).slice(0, MOST_OPERATORS)
}

/** The days of the period; of a long one the last ones. */
function daysOf(filter: ReportFilter): string[] {
  const days: string[] = []
  for (let i = 0; i < MOST_DAYS; i++) {
    const start = dayStart(filter.to, -i)!
    if (start < dayStart(filter.from)!) break
    days.unshift(dayText(start))
  }
  return days
}
