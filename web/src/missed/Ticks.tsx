import { useTranslation } from 'react-i18next'
import type { MissedTry } from '../api/types'
import { count } from '../ui/format'
import classes from './missed.module.css'

const WIDTH = 120
const EDGE = 4

/** Their calls as bars and ours as arrows on one axis of time that all rows share; what is older stands at its left end. */
export function Ticks({ tries, from, to }: { tries: MissedTry[]; from: number; to: number }) {
  const { t } = useTranslation()
  const x = (at: string) => EDGE + ((WIDTH - 2 * EDGE) * Math.min(1, Math.max(0, (Date.parse(at) - from) / Math.max(1, to - from))))
  const ours = tries.filter((one) => one.ours).length
  return (
    <svg className={classes.ticks} width={WIDTH} height={20} viewBox={`0 0 ${WIDTH} 20`} role="img"
      aria-label={t('missed.tries', { theirs: count(tries.length - ours), ours: count(ours) })}>
      <line x1={0} x2={WIDTH} y1={16.5} y2={16.5} />
      {tries.map((one) => one.ours
        ? <path key={one.call} className={classes.ours} d={`M${x(one.at)} 15.5V6M${x(one.at) - 3} 9l3-3.5 3 3.5`} />
        : <rect key={one.call} className={classes.theirs} x={x(one.at) - 1.5} y={6.5} width={3} height={9.5} rx={1} />)}
    </svg>
  )
}

/** The axis of a list: from the first call on it, at most twelve hours back. */
export function axisOf(tries: MissedTry[], now: number): number {
  const HOUR = 3_600_000
  const first = Math.min(now - HOUR, ...tries.map((one) => Date.parse(one.at)))
  return Math.floor(Math.max(first, now - 12 * HOUR) / HOUR) * HOUR
}
