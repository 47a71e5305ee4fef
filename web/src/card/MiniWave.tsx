import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { peaksQuery } from '../recording/recordings'
import classes from './Timeline.module.css'

const BARS = 72
const STEP = 4
const HALF = 10

/** Who spoke when, at a glance: the operator's lane up, the client's down, drawn from the server's peaks. */
export function MiniWave({ recordingId }: { recordingId: string }) {
  const { data: peaks } = useQuery(peaksQuery(recordingId))
  const lanes = useMemo(() => (peaks?.lanes ?? []).map(pathOf), [peaks])
  return (
    <svg className={classes.wave} viewBox={`0 ${-HALF} ${BARS * STEP} ${2 * HALF}`} preserveAspectRatio="none" aria-hidden="true">
      {lanes.map((path, lane) => <path key={lane} d={path} data-lane={lane === 0 ? 'a' : 'b'} />)}
    </svg>
  )
}

function pathOf(peaks: number[], lane: number): string {
  const loudest = Math.max(0.01, ...peaks)
  return Array.from({ length: BARS }, (_, bar) => {
    const part = peaks.slice(Math.floor((bar * peaks.length) / BARS), Math.max(1, Math.floor(((bar + 1) * peaks.length) / BARS)))
    const height = Math.max(0.5, (Math.max(0, ...part) / loudest) * (HALF - 1))
    return `M${bar * STEP + 1} 0V${(lane === 0 ? -height : height).toFixed(1)}`
  }).join('')
}
