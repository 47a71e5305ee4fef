import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import WaveSurfer from 'wavesurfer.js'
import type { Peaks } from '../api/types'

interface WaveformProps {
  peaks: Peaks
  seconds: number
  media: HTMLMediaElement
  onSeek: (seconds: number) => void
}

const LANE_HEIGHT = 48

/** Two lanes drawn from the server's peaks, so that the sound itself is not fetched to be drawn. */
export default function Waveform({ peaks, seconds, media, onSeek }: WaveformProps) {
  const place = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')
  useEffect(() => {
    const container = place.current
    if (!container) return
    const color = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
    const lane = (name: string) => ({ waveColor: `color-mix(in srgb, ${color(name)} 45%, ${color('--surface')})`, progressColor: color(name) })
    const lanes = [lane('--chart-lane-a'), lane('--chart-lane-b')]
    const wave = WaveSurfer.create({
      container, peaks: peaks.lanes, duration: seconds, height: LANE_HEIGHT, normalize: true, barWidth: 2, barGap: 1, barRadius: 1,
      cursorColor: color('--accent'), cursorWidth: 2, interact: false,
      ...(peaks.lanes.length > 1 ? { splitChannels: lanes } : lanes[0]),
    })
    const draw = () => wave.setTime(media.currentTime)
    let frame = 0
    const follow = () => {
      draw()
      frame = requestAnimationFrame(follow)
    }
    const start = () => {
      cancelAnimationFrame(frame)
      follow()
    }
    const stop = () => {
      cancelAnimationFrame(frame)
      draw()
    }
    media.addEventListener('play', start)
    media.addEventListener('pause', stop)
    media.addEventListener('seeking', draw)
    if (!media.paused) start()
    return () => {
      cancelAnimationFrame(frame)
      media.removeEventListener('play', start)
      media.removeEventListener('pause', stop)
      media.removeEventListener('seeking', draw)
      wave.destroy()
    }
  }, [peaks, seconds, media, scheme])
  return (
    <div ref={place} data-testid="waveform" style={{ cursor: 'pointer' }}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect()
        onSeek(((event.clientX - box.left) / box.width) * seconds)
      }} />
  )
}
