import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconDownload, IconLink, IconVolume, IconVolumeOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { downloadAddress } from '../api/client'
import { Problem } from '../api/problem'
import { meQuery } from '../staff/me'
import { copyText } from '../ui/copy'
import { duration } from '../ui/format'
import { locale } from '../ui/locale'
import { IconButton, Key } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastDone, toastFailed } from '../ui/toast'
import classes from './Player.module.css'
import { peaksQuery } from './recordings'
import { silencesOf } from './silence'
import { placeOf, seek, setSilences, setSkipSilence, setSpeed, setVolume, SPEEDS, toggle, touch, type Track, useSound } from './sound'
import { Waveform } from './Waveform'

const NO_LANES: number[][] = []

/** One recording that can be heard: its waveform, and what one does with it. */
export function Player({ track }: { track: Track }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const sound = useSound()
  const { data: peaks, error } = useQuery(peaksQuery(track.id))
  const lanes = peaks?.lanes ?? NO_LANES
  const silences = useMemo(() => silencesOf(lanes, track.seconds), [lanes, track.seconds])
  useEffect(() => setSilences(track.id, silences), [track.id, silences])
  const current = sound.track?.id === track.id
  const playing = current && sound.playing
  const at = current ? sound.at : placeOf(track.id)
  return (
    <section className={classes.player} data-testid="player" data-id={track.id} data-playing={playing || undefined} aria-label={t('recording.player')}
      onPointerDownCapture={() => touch(track.call)} onFocusCapture={() => touch(track.call)}>
      <div className={classes.legend}>
        {lanes.length !== 1 && (
          <>
            <span><i data-lane="0" />{t('recording.operator')}</span>
            <span><i data-lane="1" />{t('recording.client')}</span>
          </>
        )}
        {silences.length > 0 && <span><i data-silence />{t('recording.silence')}</span>}
        {peaks?.pending && <span role="status">{t('recording.drawing')}</span>}
        <Loudness />
      </div>
      <div className={classes.slider} role="slider" tabIndex={0} aria-label={t('recording.position')} aria-valuemin={0} aria-valuemax={Math.round(track.seconds)}
        aria-valuenow={Math.round(at)} aria-valuetext={t('recording.of', { at: duration(at), length: duration(track.seconds) })}>
        <Waveform id={track.id} seconds={track.seconds} lanes={lanes} silences={silences} playing={playing} at={at} onSeek={(to) => seek(track, to)} />
      </div>
      {error && <p className={classes.absent}>{words(Problem.of(error))}</p>}
      <Bar track={track} at={at} playing={playing} />
      {current && sound.failed && <p className={classes.absent} role="alert">{t('recording.cannotPlay')}</p>}
    </section>
  )
}

function Loudness() {
  const { t } = useTranslation()
  const { volume } = useSound()
  return (
    <span className={classes.loudness}>
      <IconButton icon={volume === 0 ? IconVolumeOff : IconVolume} label={t(volume === 0 ? 'recording.unmute' : 'recording.mute')} onClick={() => setVolume(volume === 0 ? 1 : 0)} />
      <input className={classes.volume} type="range" min={0} max={1} step={0.05} value={volume} data-testid="volume" aria-label={t('recording.volume')} onChange={(event) => setVolume(Number(event.currentTarget.value))} />
    </span>
  )
}

function Bar({ track, at, playing }: { track: Track; at: number; playing: boolean }) {
  const { t } = useTranslation()
  const { speed, skipSilence } = useSound()
  const { data: me } = useQuery(meQuery)
  const Sign = playing ? IconPlayerPauseFilled : IconPlayerPlayFilled
  const link = () => {
    const address = new URL('/calls', window.location.origin)
    address.search = new URLSearchParams({ call: track.call, t: String(Math.floor(at)), ...(track.index > 0 && { part: String(track.index + 1) }) }).toString()
    void copyText(address.href).then((done) => done ? toastDone(t('recording.linkCopied', { at: duration(at) })) : toastFailed(address.href))
  }
  return (
    <div className={classes.bar}>
      <button type="button" className={classes.play} onClick={() => toggle(track)} data-testid="play" aria-label={`${t(playing ? 'recording.pause' : 'recording.play')}: ${t('keys.space')}`}>
        <Sign size={15} aria-hidden="true" />
        <Key onAccent>{t('keys.space')}</Key>
      </button>
      <span className={classes.time} data-testid="player-time"><b>{duration(at)}</b> / {duration(track.seconds)}</span>
      <select className={classes.speed} data-testid="speed" aria-label={t('recording.speed')} value={speed} onChange={(event) => setSpeed(Number(event.currentTarget.value))}>
        {SPEEDS.map((value) => <option key={value} value={value}>{t('recording.times', { speed: value.toLocaleString(locale()) })}</option>)}
      </select>
      <button type="button" className={classes.skip} aria-pressed={skipSilence} data-testid="skip-silence" onClick={() => setSkipSilence(!skipSilence)}>
        {t('recording.skip')}<Key>{t('keys.s')}</Key>
      </button>
      <span className={classes.tools}>
        <IconButton icon={IconLink} label={t('recording.link', { at: duration(at) })} onClick={link} data-testid="link-at" />
        {me && me.role !== 'operator' && (
          <a className={classes.download} href={downloadAddress(track.id)} download data-testid="download" aria-label={t('recording.download')} title={t('recording.download')}>
            <IconDownload size={16} stroke={1.75} aria-hidden="true" />
          </a>
        )}
      </span>
    </div>
  )
}
