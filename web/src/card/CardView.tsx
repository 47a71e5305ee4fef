import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Card, Client } from '../api/types'
import { QuickCreate } from '../client/QuickCreate'
import { OutcomeForm } from '../outcome/OutcomeForm'
import { duration, phone } from '../ui/format'
import { useNow } from '../ui/clock'
import { Key } from '../ui/Pieces'
import { toastFailed } from '../ui/toast'
import { useProblemWords } from '../ui/problem-words'
import { DealLine, LastContact, NextPlanned, Notes, OpenDeals, Warnings, Why } from './brief'
import classes from './card.module.css'
import { cardsQuery, dropCard } from './cards'
import { Strip } from './Strip'

interface CardViewProps {
  card: Card
  first: boolean
  active: boolean
  onDismiss: () => void
  onClient: (client: Client) => void
}

export function CardView({ card, first, active, onDismiss, onClient }: CardViewProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const words = useProblemWords()
  const written = card.phase !== 'ringing'
  const saved = () => card.phase === 'writeup' && dropCard(queries, card.id)
  const failed = (thrown: unknown) => {
    void queries.invalidateQueries({ queryKey: cardsQuery.queryKey })
    toastFailed(t('outcome.failed', { why: words(Problem.of(thrown)) }))
  }
  return (
    <article className={classes.card} data-testid="card" data-phase={card.phase} data-call={card.id} data-client={card.client?.id} aria-label={nameOf(card)}>
      <Strip card={card} />
      {card.takenBy ? (
        <p className={classes.taken} data-testid="taken-by">{t('card.takenBy', { name: card.takenBy.name })}</p>
      ) : (
        <>
          <Who card={card} />
          {!card.client && <div className={classes.create}><QuickCreate number={card.call.number} name={card.call.name} active={first} onDone={onClient} /></div>}
          {card.phase === 'ringing' && card.client && <Actions card={card} onDismiss={onDismiss} />}
          {written && card.deals[0] && <DealLine deal={card.deals[0]} last={card.last} />}
          {written && (
            <OutcomeForm key={card.id} call={card.call} deals={card.deals} active={active} onWritten={saved} onFailed={failed} />
          )}
          {!written && <Why card={card} />}
          <Warnings card={card} />
          <OpenDeals deals={card.deals} />
          <LastContact last={card.last} />
          <NextPlanned next={card.next} />
          <Notes notes={card.notes} />
          {written && <Why card={card} />}
          {card.phase === 'writeup' && (
            <div className={classes.later}>
              <Button size="xs" onClick={onDismiss} data-testid="dismiss" rightSection={active ? <Key>{t('keys.altX')}</Key> : null}>{t('card.dismiss')}</Button>
            </div>
          )}
        </>
      )}
    </article>
  )
}

function Who({ card }: { card: Card }) {
  const { t } = useTranslation()
  const { client, call } = card
  return (
    <header className={classes.who}>
      <div className={classes.nameLine}>
        <h2 className={classes.name}>
          {client ? <Link to="/clients/$id" params={{ id: client.id }}>{client.name}</Link> : phone(call.number)}
        </h2>
        {card.phase === 'talking' && <Timer since={card.since} />}
        {card.phase === 'writeup' && <span className={classes.length}>{duration(call.talkSeconds)}</span>}
      </div>
      {client?.company && client.company !== client.name && <p className={classes.firm}>{client.company}</p>}
      {client?.position && card.phase === 'ringing' && <p className={classes.position}>{client.position}</p>}
      {client ? <p className={classes.number}>{phone(call.number)}</p> : <p className={classes.position}>{t('card.unknown')}</p>}
      {!client && call.name && <p className={classes.position}>{t('card.signalled', { name: call.name })}</p>}
    </header>
  )
}

function Timer({ since }: { since: string }) {
  const now = useNow()
  return <span className={classes.timer} role="timer" data-testid="timer">{duration((now - Date.parse(since)) / 1000)}</span>
}

function Actions({ card, onDismiss }: { card: Card; onDismiss: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={classes.actions}>
      <Button size="md" component={Link} to="/clients/$id" params={{ id: card.client!.id } as never} rightSection={<Key>{t('keys.altO')}</Key>} data-testid="open-client">
        {t('card.openAll')}
      </Button>
      <Button size="md" onClick={onDismiss} rightSection={<Key>{t('keys.altX')}</Key>} data-testid="dismiss">{t('card.dismiss')}</Button>
    </div>
  )
}

export function nameOf(card: Card): string {
  return card.client?.name ?? card.call.client?.name ?? phone(card.call.number)
}
