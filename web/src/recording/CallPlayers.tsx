import { useTranslation } from 'react-i18next'
import type { Call } from '../api/types'
import { mayHear } from '../staff/hearing'
import { useMe } from '../staff/me'
import { Player } from './Player'
import classes from './Player.module.css'

/** The recordings of a call for those who may hear it; the others are told who may. */
export function CallPlayers({ call }: { call: Call }) {
  const { t } = useTranslation()
  const me = useMe()
  if (!mayHear(me, call.operators)) return <p className={classes.absent}>{t('recording.notYours')}</p>
  return call.recordings.map((recording) => <Player key={recording.id} recording={recording} />)
}
