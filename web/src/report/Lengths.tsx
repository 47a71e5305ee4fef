import { useElementSize } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DurationPictures, DurationRow } from '../api/types'
import { count, duration } from '../ui/format'
import { callsOf } from './calls-of'
import type { ReportFilter } from './durations'
import classes from './report.module.css'

const HEIGHT = 200
const TOP = 44
const USUAL_WIDTH = 300

/** How long answered calls are, with the median and the length that nine of ten stay below. */
export function Lengths({ filter, lengths, total }: { filter: ReportFilter; lengths: DurationPictures['lengths']; total: DurationRow }) {
  const { t } = useTranslation()
  const { ref, width } = useElementSize()
  const wide = width || USUAL_WIDTH
  const step = wide / lengths.length
  const most = Math.max(1, ...lengths.map((one) => one.calls))
  const high = (calls: number) => (calls / most) * (HEIGHT - TOP)
  const place = (seconds: number) => {
    const n = lengths.findIndex((one) => one.to === null || seconds < one.to)
    const one = lengths[n]
    if (!one) return wide
    const share = one.to === null ? 0.5 : (seconds - one.from) / (one.to - one.from)
    return (n + share) * step
  }
  const usual = lengths.findIndex((one) => total.medianTalkSeconds !== null && (one.to === null || total.medianTalkSeconds < one.to))
  return (
    <figure className={classes.picture}>
      <figcaption><b>{t('report.lengths')}</b><span>{t('report.answeredCalls')}</span></figcaption>
      <div ref={ref}>
        <svg className={classes.chart} width={wide} height={HEIGHT + 18} role="group" aria-label={t('report.lengths')}>
          <line x1={0} x2={wide} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className={classes.base} />
          {lengths.map((one, i) => (
            <Link key={one.from} to="/calls" search={callsOf(filter, { segment: 'answered', minTalk: String(one.from), maxTalk: one.to === null ? undefined : String(one.to) })}
              aria-label={t('report.lengthOf', { from: duration(one.from), calls: count(one.calls) })}>
              <rect x={i * step + 1} width={step - 2} y={0} height={HEIGHT} className={classes.catch} />
              <rect x={i * step + 1} width={step - 2} y={HEIGHT - high(one.calls)} height={high(one.calls)} className={i === usual ? classes.talk : classes.pale} />
              {one.calls > 0 && <text x={(i + 0.5) * step} y={HEIGHT - high(one.calls) - 5}>{count(one.calls)}</text>}
            </Link>
          ))}
          {lengths.slice(1).map((one, i) => <text key={one.from} x={(i + 1) * step} y={HEIGHT + 14} className={classes.tick}>{duration(one.from)}</text>)}
          {total.medianTalkSeconds !== null && <Mark x={place(total.medianTalkSeconds)} y={4} wide={wide} words={`${t('report.medianMark')} ${duration(total.medianTalkSeconds)}`} />}
          {total.p90TalkSeconds !== null && <Mark x={place(total.p90TalkSeconds)} y={22} wide={wide} words={`${t('report.p90Mark')} ${duration(total.p90TalkSeconds)}`} />}
        </svg>
      </div>
    </figure>
  )
}

/** A dashed line with its words beside it, on the side where there is room. */
function Mark({ x, y, wide, words }: { x: number; y: number; wide: number; words: string }) {
  const left = x > wide * 0.6
  return (
    <g className={classes.mark}>
      <line x1={x} x2={x} y1={y} y2={HEIGHT} />
      <text x={left ? x - 5 : x + 5} y={y + 9} style={{ textAnchor: left ? 'end' : 'start' }}>{words}</text>
    </g>
  )
}
