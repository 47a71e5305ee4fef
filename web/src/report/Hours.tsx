import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DurationPictures } from '../api/types'
import { weekdayName } from '../ui/format'
import { locale } from '../ui/locale'
import { dayStart, wallOf } from '../ui/zone'
import { callsOf } from './calls-of'
import type { ReportFilter } from './durations'
import classes from './report.module.css'

const FIRST = 8
const LAST = 19
/** From this share on the colour is full and figures are light. */
const HOT = 0.8
const MOST_DAYS = 3700
const WEEK = [1, 2, 3, 4, 5, 6, 7]

/** When the phone rings: calls of an hour, on average over the days of that name in the period. */
export function Hours({ filter, hours }: { filter: ReportFilter; hours: DurationPictures['hours'] }) {
  const { t } = useTranslation()
  const calls = new Map(hours.map((one) => [one.weekday * 24 + one.hour, one.calls]))
  const first = Math.min(FIRST, ...hours.map((one) => one.hour))
  const last = Math.max(LAST, ...hours.map((one) => one.hour))
  const columns = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const days = daysOfWeek(filter)
  const mean = (weekday: number, hour: number) => (calls.get(weekday * 24 + hour) ?? 0) / Math.max(1, days[weekday] ?? 0)
  const most = Math.max(0.001, ...WEEK.flatMap((weekday) => columns.map((hour) => mean(weekday, hour))))
  return (
    <figure className={classes.picture}>
      <figcaption><b>{t('report.hours')}</b><span>{t('report.callsAnHour')}</span></figcaption>
      <div className={classes.heat} style={{ gridTemplateColumns: `auto repeat(${columns.length}, minmax(0, 1fr))` }}>
        <span />
        {columns.map((hour) => <small key={hour} className={classes.axis}>{String(hour).padStart(2, '0')}</small>)}
        {WEEK.map((weekday) => (
          <div key={weekday} style={{ display: 'contents' }}>
            <span className={classes.weekday}>{weekdayName(weekday)}</span>
            {columns.map((hour) => {
              const value = mean(weekday, hour)
              const share = value / most
              const total = calls.get(weekday * 24 + hour) ?? 0
              const style = { '--heat': `${heat(share)}%` } as React.CSSProperties
              return total === 0
                ? <span key={hour} className={classes.heatCell} style={style}>·</span>
                : (
                  <Link key={hour} to="/calls" search={callsOf(filter, { weekday: String(weekday), hour: String(hour) })} className={classes.heatCell} style={style} data-hot={share > HOT || undefined}
                    aria-label={t('report.hourOf', { day: weekdayName(weekday), hour: `${hour}:00`, calls: total, mean: short(value) })}>
                    {short(value)}
                  </Link>
                )
            })}
          </div>
        ))}
      </div>
    </figure>
  )
}

/** Per cent of the strongest colour: between the two no figure could be read on it. */
const heat = (share: number) => (share > HOT ? 92 : Math.round(share * 75))

const short = (value: number) => value.toLocaleString(locale(), { maximumFractionDigits: value < 1 ? 1 : 0 })

/** How often each weekday stands in the period, up to today. */
function daysOfWeek(filter: ReportFilter): Record<number, number> {
  const found: Record<number, number> = {}
  const end = Math.min(dayStart(filter.to)!.getTime(), Date.now())
  for (let i = 0; i < MOST_DAYS; i++) {
    const start = dayStart(filter.from, i)!
    if (start.getTime() > end) break
    const { weekday } = wallOf(start)
    found[weekday] = (found[weekday] ?? 0) + 1
  }
  return found
}
