import { SegmentedControl } from '@mantine/core'
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { audioAddress } from '../api/client'
import { Problem } from '../api/problem'
import type { RecordingRef } from '../api/types'
import { duration } from '../ui/format'
import { isField, useKeys } from '../ui/keys'
import { locale } from '../ui/locale'
import { Key } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import classes from './Player.module.css'
import { peaksQuery } from './recordings'

const Waveform = lazy(() => import('./Waveform'))
const SPEEDS = [0.5, 1, 1.5, 2, 3]
const STEP_SECONDS = 5

/** Plays one recording by ranges; nothing is fetched, and so nothing logged as heard, before play is pressed. */
export function Player({ recording }: { recording: RecordingRef }) {
  const { t } = useTranslation()
  if (recording.state !== 'ready') return <p className={classes.absent}>{t(`recording.state.${recording.state}`)}</p>
  return <ReadyPlayer recording={recording} />
}

function ReadyPlayer({ recording }: { recording: RecordingRef }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const audio = useRef<HTMLAudioElement>(null)
  const [media, setMedia] = useState<HTMLAudioElement | null>(null)
  const [playing, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const [speed, setSpeed] = useState(1)
  const [broken, setBroken] = useState(false)
  const { data: peaks, error } = useQuery(peaksQuery(recording.id))
  const seconds = recording.seconds ?? peaks?.seconds ?? 0

  useEffect(() => setMedia(audio.current), [])
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed
  }, [speed, playing])

  const toggle = () => {
    const element = audio.current
    if (!element) return
    if (element.paused) void element.play().catch(() => setBroken(true))
    else element.pause()
  }
  const seek = (to: number) => {
    const inside = Math.min(Math.max(0, to), Math.max(0, seconds - 0.1))
    if (audio.current) audio.current.currentTime = inside
    setAt(inside)
  }
  const faster = (step: number) => setSpeed((now) => SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, SPEEDS.indexOf(now) + step))] ?? 1)
  useKeys({
    Space: (event) => !(event.target instanceof HTMLButtonElement) || isField(event.target) ? toggle() : (event.target as HTMLButtonElement).click(),
    ArrowLeft: () => seek((audio.current?.currentTime ?? at) - STEP_SECONDS),
    ArrowRight: () => seek((audio.current?.currentTime ?? at) + STEP_SECONDS),
    BracketLeft: () => faster(-1),
    BracketRight: () => faster(1),
  })

  return (
    <section className={classes.player} data-testid="player" data-id={recording.id} data-playing={playing || undefined} aria-label={t('recording.player')}>
      <div className={classes.wave} role="slider" tabIndex={0} aria-label={t('recording.position')} aria-valuemin={0} aria-valuemax={Math.round(seconds)}
        aria-valuenow={Math.round(at)} aria-valuetext={t('recording.of', { at: duration(at), length: duration(seconds) })}>
        {error ? <p className={classes.absent}>{words(Problem.of(error))}</p> : peaks && media && (
          <Suspense fallback={null}>
            <Waveform peaks={peaks} seconds={seconds} media={media} onSeek={seek} />
          </Suspense>
        )}
      </div>
      <div className={classes.legend}>
        <span><i data-lane="a" />{t('recording.operator')}</span>
        {(peaks?.lanes.length ?? 2) > 1 && <span><i data-lane="b" />{t('recording.client')}</span>}
      </div>
      <div className={classes.bar}>
        <button type="button" className={classes.play} onClick={toggle} data-testid="play" aria-label={`${t(playing ? 'recording.pause' : 'recording.play')}: ${t('keys.space')}`}>
          {playing ? <IconPlayerPauseFilled size={15} aria-hidden="true" /> : <IconPlayerPlayFilled size={15} aria-hidden="true" />}
          <Key onAccent>{t('keys.space')}</Key>
        </button>
        <span className={classes.time} data-testid="player-time"><b>{duration(at)}</b> / {duration(seconds)}</span>
        <SegmentedControl className={classes.speed} data-testid="speed" aria-label={t('recording.speed')} value={String(speed)} onChange={(value) => setSpeed(Number(value))}
          data={SPEEDS.map((value) => ({ value: String(value), label: t('recording.times', { speed: value.toLocaleString(locale()) }) }))} />
      </div>
      {broken && <p className={classes.absent} role="alert">{t('recording.cannotPlay')}</p>}
      <audio ref={audio} preload="none" src={audioAddress(recording.id)} onPlay={() => setPlaying(true)} onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)} onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)} onError={() => playing && setBroken(true)} />
    </section>
  )
}
