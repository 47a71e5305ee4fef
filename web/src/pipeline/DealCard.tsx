import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { IconAlertTriangle, IconCalendarEvent, IconPhone, IconX } from '@tabler/icons-react'
import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '../api/types'
import { firmOf } from '../client/ClientName'
import { useNow } from '../ui/clock'
import { toneOf } from '../ui/due'
import { dayWord, initials, money, timeOrDay } from '../ui/format'
import { Chip, freshness } from '../ui/Pieces'
import { daysBetween } from '../ui/zone'
import classes from './board.module.css'

interface DealCardProps {
  deal: Deal
  refusalLimit: number
  style: CSSProperties
  active: boolean
  selected: boolean
  onFocus: () => void
  onOpen: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** Four lines: deal, client, sum and owner, next contact and how fresh the last talk is. */
export function DealCard({ deal, refusalLimit, style, active, selected, onFocus, onOpen, onKeyDown }: DealCardProps) {
  const { t } = useTranslation()
  const element = useRef<HTMLDivElement>(null)
  const current = useRef(deal)
  useEffect(() => {
    current.current = deal
  })
  useEffect(() => {
    const card = element.current
    if (!card) return
    return draggable({
      element: card,
      getInitialData: () => ({ deal: current.current }),
      onDragStart: () => card.setAttribute('data-dragging', ''),
      onDrop: () => card.removeAttribute('data-dragging'),
    })
  }, [])
  const refused = deal.refusals > 0 ? t('pipeline.refusedOf', { count: deal.refusals, limit: refusalLimit }) : null
  const last = deal.refusals >= refusalLimit
  return (
    <div ref={element} role="listitem" className={classes.card} style={style} tabIndex={active ? 0 : -1} data-testid="deal-card" data-id={deal.id}
      data-selected={selected || undefined} data-refused={last || undefined} aria-current={selected || undefined} onFocus={onFocus} onClick={onOpen}
      onKeyDown={(event) => event.target === event.currentTarget && onKeyDown(event)}>
      <b title={deal.title}>{deal.title}</b>
      <span className={classes.client}>{firmOf(deal.client)}</span>
      <span className={classes.line}>
        <b>{money(deal.amount, deal.currency)}</b>
        {refused && <span className={classes.refused} title={refused}>{t('pipeline.refusedShort', { count: deal.refusals, limit: refusalLimit })}</span>}
        {deal.owner && <span className={classes.owner} title={deal.owner.name}>{initials(deal.owner.name)}</span>}
      </span>
      <span className={classes.line}>
        <CardNext deal={deal} last={last} />
        <span className={classes.fresh} title={t('planning.talked')} style={freshness(deal.lastTalkAt ? daysBetween(Date.parse(deal.lastTalkAt), Date.now()) : null)}>
          {deal.lastTalkAt ? timeOrDay(deal.lastTalkAt) : t('pipeline.neverTalked')}
        </span>
      </span>
    </div>
  )
}

function CardNext({ deal, last }: { deal: Deal; last: boolean }) {
  const { t } = useTranslation()
  const now = useNow(30)
  if (deal.closedAt) return <Chip>{dayWord(deal.closedAt)}</Chip>
  if (last) return <Chip tone="overdue" icon={IconX}>{t('pipeline.toClose')}</Chip>
  if (!deal.next) return <span className={classes.none}>{t('pipeline.noNext')}</span>
  const tone = toneOf(deal.next.at, now)
  const icon = tone === 'overdue' ? IconAlertTriangle : deal.next.kind === 'call' ? IconPhone : IconCalendarEvent
  return <Chip tone={tone} icon={icon}>{timeOrDay(deal.next.at)}</Chip>
}
