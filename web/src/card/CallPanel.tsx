import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Card } from '../api/types'
import { hasDraft } from '../outcome/draft'
import { useMe } from '../staff/me'
import { KeyPlace, useKeyPlace, useKeys } from '../ui/keys'
import { useDismiss } from './actions'
import { useCaller } from './caller'
import classes from './card.module.css'
import { cardsQuery } from './cards'
import { FoldedCard } from './FoldedCard'
import { phoneOf } from './own'
import { useSettled } from './settled'

/** Without a catch here: the build puts its own around this, which has the page loaded again. */
const importCard = () => import('./CardView').then((room) => ({ default: room.CardView }))

/** Fetched when the page has come to rest, or at the first ring. What cannot be fetched lets the page be loaded again: until then one waits. */
const fetchCard = () => importCard().catch(() => new Promise<never>(() => undefined))
const CardView = lazy(fetchCard)
const REST = 2_000

/**
 * The place of the call at the right edge: ringing, talking, to write up, newest on top. It never takes the focus.
 * The top card is open, the others are one line below, always in sight; but neither a talk nor what somebody has begun to write folds away.
 */
export function CallPanel({ className }: { className?: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const dismiss = useDismiss()
  const caller = useCaller()
  const me = useMe()
  const { place, onKeyDown } = useKeyPlace()
  const { data: cards = [] } = useQuery(cardsQuery)
  const [opened, setOpened] = useState<string | null>(null)
  const [focused, setFocused] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => void fetchCard(), REST)
    return () => clearTimeout(timer)
  }, [])

  const isOpen = (card: Card, place: number) => place === 0 || card.id === opened || card.phase === 'talking' || (card.phase === 'writeup' && hasDraft(card.id))
  const shown = cards.filter(isOpen)
  const forms = shown.filter((card) => card.phase !== 'ringing' && !card.takenBy).map((card) => card.id)
  const chosen = forms.find((id) => id === opened)
  const active = chosen ?? forms[0]
  const written = forms.find((id) => id === focused)
  const holder = useSettled(written ?? active, written !== undefined || chosen !== undefined)
  const top = cards[0]
  const ringing = cards.find((card) => phoneOf(card, me) === 'ringing' && !card.takenBy)
  const talks = cards.some((card) => card.phase === 'talking')
  const folded = cards.filter((card) => !shown.includes(card))

  useKeys(
    {
      KeyE: () => folded[0] && setOpened(folded[0].id),
      KeyO: () => top?.client && void navigate({ to: '/clients/$id', params: { id: top.client.id } }),
      KeyX: () => {
        const going = cards.find((card) => card.id === holder && card.phase === 'writeup') ?? cards.find((card) => card.phase !== 'talking')
        if (going) dismiss.mutate(going)
      },
    },
    cards.length > 0,
  )

  return (
    <KeyPlace value={place}><aside className={`${className ?? ''} ${classes.panel}`} aria-label={t('card.panel')} data-piece="call" data-testid="call-panel" onKeyDown={onKeyDown}>
      <p className={classes.spoken} role="status">{ringing && t('card.ringsTitle', { caller: caller(ringing) })}</p>
      <div className={classes.stack}>
        <div className={classes.open}>
          <Suspense fallback={shown.map((card) => <FoldedCard key={card.id} card={card} keyShown={false} coming onOpen={() => setOpened(card.id)} />)}>
            {shown.map((card) => (
              <CardView key={card.id} card={card} first={card.id === top?.id} active={card.id === active} holding={card.id === holder}
                brief={card.phase === 'ringing' && talks} choosing={card.id === ringing?.id && !active} onDismiss={() => dismiss.mutate(card)}
                onFocused={(inside) => setFocused((before) => (inside ? card.id : before === card.id ? null : before))}
                onClient={(client) => queries.setQueryData(cardsQuery.queryKey, (before = []) =>
                  before.map((one) => (one.id === card.id ? { ...one, client } : one)))} />
            ))}
          </Suspense>
        </div>
        {folded.length > 0 && (
          <div className={classes.rest}>
            {folded.map((card, i) => <FoldedCard key={card.id} card={card} keyShown={i === 0} onOpen={() => setOpened(card.id)} />)}
          </div>
        )}
      </div>
    </aside></KeyPlace>
  )
}
