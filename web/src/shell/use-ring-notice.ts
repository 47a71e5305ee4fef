import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Card } from '../api/types'
import { useCaller } from '../card/caller'
import { phoneOf } from '../card/own'
import { useMe } from '../staff/me'
import { chime } from '../ui/chime'

const BLINK_MILLIS = 1000
const TITLE = 'Ringcard'

/** While it rings: the title blinks, a soft sound, and a browser notification when this tab is not seen. */
export function useRingNotice(cards: Card[]) {
  const { t } = useTranslation()
  const callerOf = useCaller()
  const me = useMe()
  const ringing = cards.find((card) => phoneOf(card, me) === 'ringing' && !card.takenBy)
  const id = ringing?.id
  const caller = ringing ? callerOf(ringing) : ''
  const told = useRef(new Set<string>())

  useEffect(() => {
    if (!id) return
    const words = t('card.ringsTitle', { caller })
    let on = false
    const blink = () => {
      on = !on
      document.title = on ? words : TITLE
    }
    blink()
    const timer = setInterval(blink, BLINK_MILLIS)
    return () => {
      clearInterval(timer)
      document.title = TITLE
    }
  }, [id, caller, t])

  useEffect(() => {
    if (!id || told.current.has(id)) return
    told.current.add(id)
    chime()
    if (!document.hidden || !('Notification' in window) || Notification.permission !== 'granted') return
    const notice = new Notification(t('card.ringsTitle', { caller }), { tag: `call-${id}` })
    notice.onclick = () => {
      window.focus()
      notice.close()
    }
  }, [id, caller, t])
}
