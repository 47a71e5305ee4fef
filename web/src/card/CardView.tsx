import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Card, Client } from '../api/types'
import { numberQuery } from '../client/clients'
import { Origin } from '../client/NumberHint'
import { QuickCreate } from '../client/QuickCreate'
import { OutcomeForm } from '../outcome/OutcomeForm'
import { HeldByCall } from '../planning/Held'
import { useMe } from '../staff/me'
import { duration, phone } from '../ui/format'
import { useNow } from '../ui/clock'
import { Key } from '../ui/Pieces'
import { toastFailed } from '../ui/toast'
import { useProblemWords } from '../ui/problem-words'
import { useFile } from './actions'
import { DealLine, LastContact, NextPlanned, Notes, OpenDeals, Warnings } from './brief'
import { useCaller } from './caller'
import classes from './card.module.css'
import { cardsQuery } from './cards'
import { ownTalk } from './own'
import { Strip } from './Strip'
import { Why } from './Why'

interface CardViewProps {
  card: Card
  first: boolean
  /** Whether the keys that go into a form go into this one. */
  active: boolean
  /** Whether the keys of outcomes belong to this form. */
  holding: boolean
  /** Somebody is talked with meanwhile: who it is must do. */
  brief: boolean
  /** Whether the keys that choose another client are free. */
  choosing: boolean
  onDismiss: () => void
  /** The focus has come into the card, or has left it. */
  onFocused: (inside: boolean) => void
  onClient: (client: Client) => void
}

export function CardView({ card, first, active, holding, brief, choosing, onDismiss, onFocused, onClient }: CardViewProps) {
  const { t } = useTranslation()
  const caller = useCaller()
  const { file } = useFile()
  const queries = useQueryClient()
  const words = useProblemWords()
  const written = card.phase !== 'ringing'
  const failed = (thrown: unknown) => {
    void queries.invalidateQueries({ queryKey: cardsQuery.queryKey })
    toastFailed(t('outcome.failed', { why: words(Problem.of(thrown)) }))
  }
  const number = card.own ? null : card.call.number
  const created = (client: Client) => {
    onClient(client)
    if (!number) file(card, client.id)
  }
  return (
    <article className={classes.card} data-testid="card" data-phase={card.takenBy ? 'taken' : card.phase} data-call={card.id} data-client={card.client?.id} aria-label={caller(card)}
      onFocus={() => onFocused(true)} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && onFocused(false)}>
      <Strip card={card} />
      {!card.takenBy && (
        <>
          <Who card={card} />
          {!card.client && !brief && <div className={classes.create}><QuickCreate number={number} name={card.call.name} active={first} onDone={created} /></div>}
          {card.phase === 'ringing' && card.client && <Actions card={card} onDismiss={onDismiss} />}
          {written && card.deals[0] && <DealLine deal={card.deals[0]} last={card.last} />}
          {written && (
            <OutcomeForm key={card.id} call={card.call} deals={card.deals} active={active} holding={holding} onFailed={failed} />
          )}
          {!written && <Why card={card} keys={choosing} />}
          <Warnings card={card} />
          {!brief && <OpenDeals deals={card.deals} />}
          {!brief && <LastContact last={card.last} />}
          {!brief && <NextPlanned next={card.next} />}
          {!brief && <Notes notes={card.notes} />}
          {written && <Why card={card} keys={false} />}
          <HeldByCall plan={card.held} />
          {card.phase === 'writeup' && (
            <div className={classes.later}>
              <Button size="xs" onClick={onDismiss} data-testid="dismiss" rightSection={holding ? <Key>{t('keys.altX')}</Key> : null}>{t('card.dismiss')}</Button>
            </div>
          )}
        </>
      )}
    </article>
  )
}

function Who({ card }: { card: Card }) {
  const { t } = useTranslation()
  const me = useMe()
  const caller = useCaller()
  const { client, call } = card
  const unknown = card.own ? t('card.own') : call.number ? t('card.unknown') : ''
  return (
    <header className={classes.who}>
      <div className={classes.nameLine}>
        <h2 className={classes.name}>
          {client ? <Link to="/clients/$id" params={{ id: client.id }}>{client.name}</Link> : caller(card)}
        </h2>
        {card.phase === 'talking' && <Timer since={card.since} />}
        {card.phase === 'writeup' && <span className={classes.length}>{duration(ownTalk(call, me))}</span>}
      </div>
      {client?.company && client.company !== client.name && <p className={classes.firm}>{client.company}</p>}
      {client?.position && card.phase === 'ringing' && <p className={classes.position}>{client.position}</p>}
      {client && <p className={classes.number}>{call.number ? phone(call.number) : t('card.withheld')}</p>}
      {!client && unknown && <p className={classes.position}>{unknown}</p>}
      {card.phase === 'ringing' && call.number?.startsWith('+') && !card.own && <p className={classes.origin}><Where number={call.number} /></p>}
      {!client && call.name && <p className={classes.position} data-testid="signalled-name">{t('card.signalled')} <bdi>{call.name}</bdi></p>}
    </header>
  )
}

function Where({ number }: { number: string }) {
  const { data } = useQuery(numberQuery(number))
  return data ? <Origin facts={data} /> : null
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
