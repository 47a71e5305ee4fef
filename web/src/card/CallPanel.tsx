import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Card } from '../api/types'
import { hasDraft } from '../outcome/draft'
import { useKeys } from '../ui/keys'
import { useDismiss } from './actions'
import { CardView, nameOf } from './CardView'
import classes from './card.module.css'
import { cardsQuery } from './cards'
import { FoldedCard } from './FoldedCard'

/**
 * The place of the call at the right edge: ringing, talking, to write up, newest on top. It never takes the focus.
 * The top card is open, the others are one line, but nothing that somebody has begun to write folds away.
 */
export function CallPanel({ className }: { className?: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const dismiss = useDismiss()
  const { data: cards = [] } = useQuery(cardsQuery)
  const [opened, setOpened] = useState<string | null>(null)

  const isOpen = (card: Card, place: number) => place === 0 || card.id === opened || (card.phase !== 'ringing' && hasDraft(card.id))
  const formHolder = cards.find((card, place) => card.phase !== 'ringing' && !card.takenBy && isOpen(card, place))?.id
  const chosen = cards.find((card) => card.id === opened && card.phase !== 'ringing')?.id
  const active = chosen ?? formHolder
  const top = cards[0]
  const ringing = cards.find((card) => card.phase === 'ringing' && !card.takenBy)
  const folded = cards.find((card, place) => !isOpen(card, place))

  useKeys(
    {
      KeyE: () => folded && setOpened(folded.id),
      KeyO: () => top?.client && void navigate({ to: '/clients/$id', params: { id: top.client.id } }),
      KeyX: () => {
        const going = cards.find((card) => card.id === active && card.phase === 'writeup') ?? cards.find((card) => card.phase !== 'talking')
        if (going) dismiss.mutate(going.id)
      },
    },
    cards.length > 0,
  )

  return (
    <aside className={`${className ?? ''} ${classes.panel}`} aria-label={t('card.panel')} data-testid="call-panel">
      <p className={classes.spoken} role="status">{ringing && t('card.ringsTitle', { caller: nameOf(ringing) })}</p>
      <div className={classes.stack}>
        {cards.map((card, place) =>
          isOpen(card, place) ? (
            <CardView key={card.id} card={card} first={place === 0} active={card.id === active}
              onDismiss={() => dismiss.mutate(card.id)}
              onClient={(client) => queries.setQueryData(cardsQuery.queryKey, (before = []) =>
                before.map((one) => (one.id === card.id ? { ...one, client } : one)))} />
          ) : (
            <FoldedCard key={card.id} card={card} keyShown={card.id === folded?.id} onOpen={() => setOpened(card.id)} />
          ),
        )}
      </div>
    </aside>
  )
}
