import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { duration, EMPTY, day as dayWords } from '../ui/format'
import { dayStart, dayText, wallOf } from '../ui/zone'
import { CallsLink } from './CallsLink'
import { durationsQuery, type ReportFilter } from './durations'
import classes from './report.module.css'

const MOST_OPERATORS = 8
const MOST_DAYS = 31
const LABELLED_DAYS = 16

/** Minutes of talk, one line of bars for each operator, all on one scale. */
export function DayBars({ filter }: { filter: ReportFilter }) {
  const { t } = useTranslation()
  const { data } = useQuery(durationsQuery({ ...filter, by: 'operator' }))
  const operators = (data?.rows ?? [])
    .filter((row) => row.key.id && row.talkSeconds > 0)
    .sort((a, b) => b.talkSeconds - a.talkSeconds)
    .slice(0, MOST_OPERATORS)
  const days = daysOf(filter)
  const byDay = useQueries({
    queries: operators.map((row) => durationsQuery({ ...filter, by: 'day' }, row.key.id!)),
    combine: (answers) => answers.map((answer) => new Map((answer.data?.rows ?? []).map((row) => [row.key.name ?? '', row.talkSeconds]))),
  })
  const most = Math.max(1, ...byDay.flatMap((one) => [...one.values()]))
  const today = dayText(Date.now())
  return (
    <figure className={classes.picture}>
      <figcaption><b>{t('report.talkByDay')}</b><span>{t('report.minutes')}</span></figcaption>
      <div className={classes.days} style={{ gridTemplateColumns: `minmax(96px, auto) repeat(${days.length}, minmax(4px, 1fr)) auto` }}>
        <span />
        {days.map((one, i) => (
          <small key={one} className={classes.axis} data-now={one === today || undefined}>
            {days.length <= LABELLED_DAYS || i % 5 === 0 ? wallOf(dayStart(one)!).day : ''}
          </small>
        ))}
        <span />
        {operators.map((row, n) => (
          <div key={row.key.id} style={{ display: 'contents' }}>
            <span className={classes.who}>{row.key.name}</span>
            {days.map((one) => {
              const seconds = byDay[n]?.get(one) ?? 0
              const minutes = Math.round(seconds / 60)
              return (
                <span key={one} className={classes.cell}>
                  {days.length <= LABELLED_DAYS && <small>{seconds > 0 ? minutes : EMPTY}</small>}
                  {seconds > 0 && (
                    <CallsLink filter={filter} day={one} operator={row.key.id!} className={classes.bar} label={t('report.dayOf', { name: row.key.name, day: dayWords(dayStart(one)!), length: duration(seconds) })}>
                      <i data-now={one === today || undefined} style={{ height: Math.max(2, Math.round((seconds / most) * 16)) }} />
                    </CallsLink>
                  )}
                </span>
              )
            })}
            <b className={classes.sum}>{duration(row.talkSeconds)}</b>
          </div>
        ))}
      </div>
      {operators.length === 0 && data && <p className={classes.nothing}>{t('report.empty')}</p>}
    </figure>
  )
}

function daysOf(filter: ReportFilter): string[] {
  const days: string[] = []
  for (let i = 0; i < MOST_DAYS; i++) {
    const start = dayStart(filter.from, i)!
    if (start > dayStart(filter.to)!) break
    days.push(dayText(start))
  }
  return days
}
