import { IconNote, IconPhoneCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Card } from '../api/types'
import { useMe } from '../staff/me'
import { useNow } from '../ui/clock'
import { age, duration, time } from '../ui/format'
import { useCaller } from './caller'
import classes from './card.module.css'
import { askerOf, giverOf, isAsked } from './own'

/** The line over the card: only a ringing one is solid blue. */
export function Strip({ card }: { card: Card }) {
  const { t } = useTranslation()
  const caller = useCaller()
  const me = useMe()
  const now = useNow()
  const { call, phase, since } = card
  const queue = call.queues[0]
  if (card.takenBy) {
    return (
      <div className={classes.strip} data-phase="taken">
        <IconPhoneCheck size={15} stroke={1.75} aria-hidden="true" />
        <b>{caller(card)}</b>
        <span data-testid="taken-by">{t('card.takenBy', { name: card.takenBy.name })}</span>
      </div>
    )
  }
  const way = call.direction === 'outbound' ? 'out' : 'in'
  if (phase === 'writeup') {
    return (
      <div className={classes.strip} data-phase={phase}>
        <IconNote size={15} stroke={1.75} aria-hidden="true" />
        <b>{t('card.writeup')}</b>
        <span>{t('card.writeupSince', { at: time(since), age: age(since, now) })}</span>
      </div>
    )
  }
  const asker = askerOf(card, me)
  const asked = isAsked(card, me)
  const giver = giverOf(card, me)
  const ringsTitle = () => {
    if (asker) return t(asked ? 'card.asked' : 'card.asks', { name: asker })
    if (giver) return t('card.ringsGiven', { name: giver })
    return queue && way === 'in' ? t('card.ringsQueue', { queue }) : t(`card.rings.${way}`)
  }
  const talkTitle = () => {
    if (giver) return t('card.talkGiven', { name: giver })
    return queue ? t('card.talkQueue', { queue }) : t(`card.talk.${way}`)
  }
  return (
    <div className={classes.strip} data-phase={phase}>
      <i aria-hidden="true" />
      <b>{phase === 'ringing' ? ringsTitle() : talkTitle()}</b>
      {phase === 'ringing' && !asked && <b className={classes.clock}>{duration((now - Date.parse(since)) / 1000)}</b>}
      {phase === 'talking' && way === 'in' && call.waitSeconds !== null && <span>{t('card.waited', { length: duration(call.waitSeconds) })}</span>}
    </div>
  )
}
