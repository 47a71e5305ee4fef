import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { duration } from '../ui/format'
import { IconButton } from '../ui/Pieces'
import classes from './Player.module.css'
import { seek, stop, toggle, useShown, useSound } from './sound'

/** What is still heard when its row has been left: stays in sight, and leads back. */
export function MiniPlayer() {
  const { t } = useTranslation()
  const { track, playing, at, failed } = useSound()
  const shown = useShown()
  if (!track || shown.includes(track.call)) return null
  return (
    <section className={classes.mini} data-testid="mini-player" data-playing={playing || undefined} aria-label={t('recording.player')}>
      <IconButton icon={playing ? IconPlayerPauseFilled : IconPlayerPlayFilled} label={t(playing ? 'recording.pause' : 'recording.play')} framed onClick={() => toggle(track)} data-testid="mini-play" />
      <Link to="/calls" search={{ call: track.call }}>{track.title}</Link>
      <input className={classes.track} type="range" min={0} max={track.seconds} step={1} value={at} aria-label={t('recording.position')}
        aria-valuetext={t('recording.of', { at: duration(at), length: duration(track.seconds) })} onChange={(event) => seek(track, Number(event.currentTarget.value))} />
      <span className={classes.time}><b>{duration(at)}</b> / {duration(track.seconds)}</span>
      {failed && <span role="alert">{t('recording.cannotPlay')}</span>}
      <IconButton icon={IconX} label={t('recording.stop')} onClick={stop} data-testid="mini-stop" />
    </section>
  )
}
