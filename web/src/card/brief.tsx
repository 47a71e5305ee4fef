import { IconAlertTriangle, IconClock, IconPhone, IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Call, Card, Deal, Note, Plan } from '../api/types'
import { persistenceQuery } from '../planning/persistence'
import { Replanned } from '../planning/Replanned'
import { useNow } from '../ui/clock'
import { dueOf, toneOf } from '../ui/due'
import { day, dayAndTime, days, dayWord, duration, money, relative } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { Chip, ColorChip, Section, WithSquare } from '../ui/Pieces'
import { daysBetween } from '../ui/zone'
import classes from './card.module.css'

export function Warnings({ card }: { card: Card }) {
  const { t } = useTranslation()
  const { data: persistence } = useQuery(persistenceQuery)
  const refused = card.deals.filter((deal) => deal.refusals > 1)
  const now = useNow(30)
  const waits = card.next && dueOf(card.next.at, now) === 'overdue' ? card.next : null
  return (
    <>
      {refused.map((deal) => (
        <p key={deal.id} className={classes.warning} data-tone="overdue">
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
          {persistence ? (
            <span>{t('pipeline.refusedOf', { count: deal.refusals, limit: persistence.refusalsUntilLost })}: <bdi>{deal.title}</bdi></span>
          ) : t('card.refused', { count: deal.refusals, deal: deal.title })}
        </p>
      ))}
      {waits && (
        <p className={classes.warning} data-tone="today">
          <IconClock size={16} stroke={1.75} aria-hidden="true" />
          {t('card.waits', { since: dayAndTime(waits.at) })}
        </p>
      )}
    </>
  )
}

export function OpenDeals({ deals }: { deals: Deal[] }) {
  const { t } = useTranslation()
  if (deals.length === 0) return null
  return (
    <Section title={t('card.deals')} aside={deals.length}>
      {deals.slice(0, 4).map((deal) => (
        <div key={deal.id} className={classes.deal}>
          <Link to="/deals" search={{ deal: deal.id }}>{deal.title}</Link>
          <b>{money(deal.amount, deal.currency)}</b>
          <WithSquare color={deal.step.color}>
            {t('card.onStep', { step: inOwnLanguage(deal.step.label), days: days(Math.max(0, daysBetween(Date.parse(deal.stepSince), Date.now()))) })}
          </WithSquare>
          <small>{t('card.dealNumber', { id: deal.id })}</small>
        </div>
      ))}
    </Section>
  )
}

/** One line of it during the talk: what it is about and how the last talk ended. */
export function DealLine({ deal, last }: { deal: Deal; last: Call | null }) {
  const ended = last?.outcome ? `${day(last.startedAt)}: ${inOwnLanguage(last.outcome.outcome.label)}` : ''
  return (
    <div className={classes.dealLine}>
      <div className={classes.deal}>
        <Link to="/deals" search={{ deal: deal.id }}>{deal.title}</Link>
        <b>{money(deal.amount, deal.currency)}</b>
        <WithSquare color={deal.step.color}>{inOwnLanguage(deal.step.label)}</WithSquare>
        <small>{ended}</small>
      </div>
    </div>
  )
}

export function LastContact({ last }: { last: Call | null }) {
  const { t } = useTranslation()
  if (!last) return null
  const ago = daysBetween(Date.parse(last.startedAt), Date.now())
  const Way = last.direction === 'outbound' ? IconPhoneOutgoing : IconPhoneIncoming
  const operator = last.operators.find((one) => one.talkSeconds)?.name
  return (
    <Section title={t('card.last')} aside={ago > 1 ? `${day(last.startedAt)}, ${relative(-ago, 'day')}` : dayAndTime(last.startedAt)}>
      <div className={classes.last}>
        <Way size={16} stroke={1.75} aria-hidden="true" />
        <span>{operator ?? t(`calllog.direction.${last.direction}`)} <b>{duration(last.talkSeconds)}</b></span>
        {last.outcome && <ColorChip color={last.outcome.outcome.color}>{inOwnLanguage(last.outcome.outcome.label)}</ColorChip>}
      </div>
      {last.outcome?.note && <p className={classes.quote}>{last.outcome.note}</p>}
    </Section>
  )
}

export function NextPlanned({ next }: { next: Plan | null }) {
  const { t } = useTranslation()
  const now = useNow(30)
  if (!next) return null
  return (
    <Section title={t('card.next')}>
      <div className={classes.next}>
        <Chip tone={toneOf(next.at, now)} icon={IconPhone}>{dayAndTime(next.at)}</Chip>
        <span>{next.topic ?? t(`planning.kind.${next.kind}`)}</span>
        <Replanned plan={next} />
      </div>
    </Section>
  )
}

export function Notes({ notes }: { notes: Note[] }) {
  const { t } = useTranslation()
  if (notes.length === 0) return null
  return (
    <Section title={t('card.notes')}>
      {notes.slice(0, 3).map((note) => (
        <div key={note.id} className={classes.note}>
          <p>{note.text}</p>
          <small>{note.by.name}, {dayWord(note.at)}</small>
        </div>
      ))}
    </Section>
  )
}
