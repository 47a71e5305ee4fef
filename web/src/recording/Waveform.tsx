import { useElementSize, useMergedRef } from '@mantine/hooks'
import { memo, useEffect, useId, useMemo, useRef } from 'react'
import { duration } from '../ui/format'
import classes from './Player.module.css'
import type { Span } from './silence'
import { position } from './sound'

interface WaveformProps {
  id: string
  seconds: number
  lanes: number[][]
  silences: Span[]
  playing: boolean
  at: number
  onSeek: (seconds: number) => void
}

const LANE = 46
const GAP = 4
const BAR = 3
const LABEL_WIDTH = 30

/** Two lanes over one axis of time, drawn from the server's peaks: what has been played is full, the rest pale. */
export function Waveform({ id, seconds, lanes, silences, playing, at, onSeek }: WaveformProps) {
  const clip = useId()
  const { ref: measured, width } = useElementSize<HTMLDivElement>()
  const box = useRef<HTMLDivElement>(null)
  const root = useMergedRef(measured, box)
  const played = useRef<SVGRectElement>(null)
  const cursor = useRef<SVGLineElement>(null)
  const height = Math.max(1, lanes.length) * LANE + (lanes.length > 1 ? GAP : 0)
  const scale = seconds > 0 ? width / seconds : 0

  useEffect(() => {
    let frame = 0
    const draw = () => {
      const x = String(position(id) * scale)
      played.current?.setAttribute('width', x)
      cursor.current?.setAttribute('transform', `translate(${x} 0)`)
      if (playing) frame = requestAnimationFrame(draw)
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [id, scale, playing, at])

  return (
    <div ref={root} className={classes.wave} data-testid="waveform" style={{ height }}
      onPointerDown={(event) => {
        const edge = box.current?.getBoundingClientRect()
        if (edge && event.button === 0) onSeek(((event.clientX - edge.left) / edge.width) * seconds)
      }}>
      <svg width={width} height={height} aria-hidden="true">
        <defs>
          <clipPath id={clip}><rect ref={played} height={height} width={0} /></clipPath>
          <pattern id={`${clip}h`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line y2="5" /></pattern>
        </defs>
        {silences.map((span) => (
          <g key={span.from} className={classes.silence}>
            <rect x={span.from * scale} width={(span.to - span.from) * scale} height={height} fill={`url(#${clip}h)`} />
            {(span.to - span.from) * scale > LABEL_WIDTH && <text x={((span.from + span.to) / 2) * scale} y={height - 3}>{duration(span.to - span.from)}</text>}
          </g>
        ))}
        <Lanes lanes={lanes} width={width} />
        <g clipPath={`url(#${clip})`} className={classes.played}><Lanes lanes={lanes} width={width} /></g>
        <line ref={cursor} className={classes.cursor} y2={height} />
      </svg>
    </div>
  )
}

/** Lines of sound around the middle of each lane; without a waveform the middle alone. */
const Lanes = memo(function Lanes({ lanes, width }: { lanes: number[][]; width: number }) {
  const paths = useMemo(() => (lanes.length > 0 ? lanes : [[]]).map((lane) => barsOf(lane, width)), [lanes, width])
  return (
    <>
      {paths.map((path, lane) => (
        <path key={lane} className={classes.lane} data-lane={lane} transform={`translate(0 ${lane * (LANE + GAP) + LANE / 2})`} d={`M0 0H${width}${path}`} />
      ))}
    </>
  )
})

function barsOf(lane: number[], width: number): string {
  const bars = Math.floor(width / BAR)
  const top = Math.max(0.05, ...lane)
  let path = ''
  for (let bar = 0; bar < bars; bar += 1) {
    const from = Math.floor((bar * lane.length) / bars)
    const to = Math.max(from + 1, Math.floor(((bar + 1) * lane.length) / bars))
    const loudest = Math.max(0, ...lane.slice(from, to))
    const half = Math.round((loudest / top) * (LANE / 2 - 2) * 10) / 10
    if (half >= 0.5) path += `M${bar * BAR + 1} ${-half}V${half}`
  }
  return path
}
