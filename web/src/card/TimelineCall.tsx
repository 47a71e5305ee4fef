import { IconPlayerPlayFilled, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call } from '../api/types'
import { isMissed, operatorOf, resultWord } from '../calllog/call-columns'
import { DoubtSign } from '../calllog/Doubt'
import { WriteOutcome } from '../outcome/WriteOutcome'
import { Recordings } from '../recording/Recordings'
import { mayHear } from '../staff/hearing'
import { useMe } from '../staff/me'
import { duration } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { ColorChip, IconButton } from '../ui/Pieces'
import { MiniWave } from './MiniWave'
import classes from './Timeline.module.css'

/** A call: who with whom, its sound small, how long they talked, what came of it. */
export function CallItem({ call }: { call: Call }) {
  const { t } = useTranslation()
  const [listening, setListening] = useState(false)
  const me = useMe()
  const ready = mayHear(me, call.operators) ? call.recordings.filter((one) => one.state === 'ready') : []
  const who = operatorOf(call)
  const missed = isMissed(call)
  const title = missed && call.waitSeconds
    ? t('card.item.missed', { length: duration(call.waitSeconds) })
    : who && !missed ? t(call.direction === 'outbound' ? 'card.item.out' : 'card.item.in', { who }) : resultWord(call, t)
  return (
    <>
      <div className={classes.body} data-missed={missed || undefined}>
        <b><Link to="/calls" search={{ call: call.id }}>{title}</Link></b>
        {call.result !== 'answered' && !missed && who && <span> · {resultWord(call, t)}</span>}
      </div>
      <div className={classes.aside}>
        <DoubtSign word call={call} />
        {call.outcome && <ColorChip color={call.outcome.outcome.color}>{inOwnLanguage(call.outcome.outcome.label)}</ColorChip>}
      </div>
      {(ready.length > 0 || call.talkSeconds) && !listening ? (
        <div className={classes.sound}>
          {ready[0] && (
            <>
              <button type="button" onClick={() => setListening(true)} data-testid="listen" aria-label={t('card.item.listen')}>
                <IconPlayerPlayFilled size={11} aria-hidden="true" />
              </button>
              <MiniWave recordingId={ready[0].id} />
            </>
          )}
          {call.talkSeconds ? <b>{duration(call.talkSeconds)}</b> : null}
        </div>
      ) : null}
      {listening && (
        <div className={classes.player}>
          <IconButton icon={IconX} label={t('card.item.fold')} onClick={() => setListening(false)} />
          <Recordings call={call} />
        </div>
      )}
      {call.outcome?.note && <p className={classes.said}>{call.outcome.note}</p>}
      <div className={classes.write}><WriteOutcome bare call={call} /></div>
    </>
  )
}
