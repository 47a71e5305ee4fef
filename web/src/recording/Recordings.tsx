import { Link } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call, RecordingRef } from '../api/types'
import { mayHear } from '../staff/hearing'
import { useMe } from '../staff/me'
import { duration, phone } from '../ui/format'
import { useKeys } from '../ui/keys'
import { Player } from './Player'
import classes from './Player.module.css'
import { position, seek, setSkipSilence, setSpeed, show, SPEEDS, toggle, type Track, useShown, useSound } from './sound'

const STEP_SECONDS = 5
const LONG_STEP_SECONDS = 15

/** The recordings of a call as tracks, those that can be heard. */
export function tracksOf(call: Call): Track[] {
  return call.recordings.flatMap((one, index) =>
    one.state === 'ready' ? [{ id: one.id, index, seconds: one.seconds ?? 0, call: call.id, title: call.client?.name ?? phone(call.number) }] : [])
}

interface RecordingsProps {
  call: Call
  /** Second to begin at, and in which part, when an address says so. */
  from?: { second: number; part: number }
  /** Whether one hears it as one of those who are to call back. */
  hears?: boolean
}

/** The recordings of a call for those who may hear it; the others are told who may. The desk of missed callers knows whose a message is. */
export function Recordings({ call, from, hears = false }: RecordingsProps) {
  const { t } = useTranslation()
  const me = useMe()
  if (!hears && !mayHear(me, call.operators)) {
    return call.direction === 'inbound' && call.result === 'voicemail'
      ? <p className={classes.absent}><Link to="/missed" search={{ line: call.id }} data-testid="hear-message">{t('recording.message')}</Link></p>
      : <p className={classes.absent}>{t('recording.notYours')}</p>
  }
  return <Parts call={call} from={from} />
}

/** All that was recorded, part by part, with the keys of the player. */
function Parts({ call, from }: RecordingsProps) {
  const { t } = useTranslation()
  const tracks = useMemo(() => tracksOf(call), [call])
  useEffect(() => show(call.id), [call.id])
  const second = from?.second
  const part = from?.part ?? 0
  useEffect(() => {
    const track = tracksOf(call).find((one) => one.index === part)
    if (second !== undefined && track) seek(track, second)
    // The address is followed once: a call that changes later does not move the place again.
  }, [call.id, second, part])
  usePlayerKeys(call.id, tracks)
  return (
    <div>
      {call.recordings.map((one, index) => {
        const track = tracks.find((ready) => ready.id === one.id)
        return (
          <div key={one.id}>
            {call.recordings.length > 1 && <h3 className={classes.part}>{t('recording.part', { number: index + 1 })}{one.seconds !== null && <span>{duration(one.seconds)}</span>}</h3>}
            {track ? <Player track={track} /> : <Absent recording={one} live={call.state === 'live'} />}
          </div>
        )
      })}
    </div>
  )
}

/** Why there is nothing to hear. */
function Absent({ recording, live }: { recording: RecordingRef; live: boolean }) {
  const { t } = useTranslation()
  const word = recording.state === 'pending' ? t(live ? 'recording.state.recording' : 'recording.state.pending')
    : recording.reason ? t(`recording.reason.${recording.reason}`) : t(`recording.state.${recording.state === 'missing' ? 'missing' : 'broken'}`)
  return <p className={classes.absent} data-testid="no-recording" data-state={recording.state}>{word}</p>
}

function usePlayerKeys(call: string, tracks: Track[]) {
  const sound = useSound()
  const mine = useShown().at(-1) === call && tracks.length > 0
  const track = tracks.find((one) => one.id === sound.track?.id) ?? tracks[0]!
  const step = (event: KeyboardEvent, direction: 1 | -1) => {
    if (event.altKey) return false
    seek(track, position(track.id) + direction * (event.shiftKey ? LONG_STEP_SECONDS : STEP_SECONDS))
    return true
  }
  const faster = (by: number) => setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, SPEEDS.indexOf(sound.speed) + by))] ?? 1)
  useKeys({
    Space: (event) => {
      if (event.target instanceof HTMLElement && event.target.matches('button, a, input, select, [role=radio]')) return false
      toggle(track)
      return true
    },
    ArrowLeft: (event) => step(event, -1),
    ArrowRight: (event) => step(event, 1),
    BracketLeft: () => faster(-1),
    BracketRight: () => faster(1),
    KeyS: () => setSkipSilence(!sound.skipSilence),
  }, mine)
}
