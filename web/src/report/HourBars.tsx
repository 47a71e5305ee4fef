import { useElementSize } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { count } from '../ui/format'
import { durationsQuery, type ReportFilter } from './durations'
import classes from './report.module.css'

const HEIGHT = 150
const TOP = 20
const USUAL_WIDTH = 400

/** When the phone rings: calls by the hour of their start, the answered part solid. */
export function HourBars({ filter }: { filter: ReportFilter }) {
  const { t } = useTranslation()
  const { data } = useQuery(durationsQuery({ ...filter, by: 'hour' }))
  const known = new Map((data?.rows ?? []).map((row) => [Number(row.key.name), row]))
  const hours = [...known.keys()].sort((a, b) => a - b)
  const first = Math.min(9, hours[0] ?? 9)
  const last = Math.max(18, hours.at(-1) ?? 18)
  const { ref, width } = useElementSize()
  const all = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const most = Math.max(1, ...all.map((hour) => known.get(hour)?.calls ?? 0))
  const wide = width || USUAL_WIDTH
  const step = wide / all.length
  const gap = Math.min(4, step / 6)
  const high = (value: number) => (value / most) * (HEIGHT - TOP)
  return (
    <figure className={classes.picture}>
      <figcaption><b>{t('report.callsByHour')}</b><span>{t('report.answeredSolid')}</span></figcaption>
      <div ref={ref}>
        <svg className={classes.hours} width={wide} height={HEIGHT + 20} role="img" aria-label={t('report.callsByHour')}>
          <line x1={0} x2={wide} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className={classes.base} />
          {all.map((hour, i) => {
            const row = known.get(hour)
            const calls = row?.calls ?? 0
            return (
              <g key={hour} transform={`translate(${i * step} 0)`}>
                <rect x={gap} width={step - 2 * gap} y={HEIGHT - high(calls)} height={high(calls)} className={classes.rest} />
                <rect x={gap} width={step - 2 * gap} y={HEIGHT - high(row?.answered ?? 0)} height={high(row?.answered ?? 0)} className={classes.talk} />
                {calls > 0 && <text x={step / 2} y={HEIGHT - high(calls) - 5}>{count(calls)}</text>}
                <text x={step / 2} y={HEIGHT + 14} className={classes.tick}>{String(hour).padStart(2, '0')}</text>
              </g>
            )
          })}
        </svg>
      </div>
    </figure>
  )
}
