import type { TFunction } from 'i18next'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Call, Me } from '../api/types'
import { DialButton } from '../dial/dial'
import { useMe } from '../staff/me'
import { dayAndTime, duration, moment, phone, time } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { ColorChip, Empty, Facts, IconButton, Section, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { isMissed, numberOf, resultWord } from './call-columns'
import classes from './calllog.module.css'
import { causeOf } from './causes'
import { callQuery } from './calls'
import { Doubt } from './Doubt'

interface CallDetailsProps {
  id: string
  onClose: () => void
  player: (call: Call) => ReactNode
  /** Where the outcome of the call is written. */
  outcome: (call: Call) => ReactNode
}

/** One call in full: who rang and talked how long, where it went, what came of it, how sure we are. */
export function CallDetails({ id, onClose, player, outcome }: CallDetailsProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const me = useMe()
  const { data: call, error } = useQuery(callQuery(id))
  if (error) return <Empty title={words(Problem.of(error))} />
  if (!call) return <Skeleton rows={6} />
  return (
    <article data-testid="call-details" data-id={call.id} aria-label={t('calllog.one')}>
      <header className={classes.detailsHead}>
        <div>
          <h2>{call.client ? <Link to="/clients/$id" params={{ id: call.client.id }}>{call.client.name}</Link> : numberOf(call)}</h2>
          {call.client?.company && <p>{call.client.company}</p>}
          {call.client && <p><Link to="/calls" search={{ client: call.client.id }} data-testid="calls-of-client">{t('calllog.allOfClient')}</Link></p>}
          <p>{t(`calllog.direction.${call.direction}`)} · {moment(call.startedAt)}{call.client && ` · ${phone(call.number)}`}</p>
        </div>
        {call.direction !== 'internal' && <DialButton number={call.number} />}
        <IconButton icon={IconX} label={t('calllog.close')} onClick={onClose} data-testid="close-details" />
      </header>
      {call.recordings.length > 0 && player(call)}
      {call.outcome && <Written call={call} />}
      {outcome(call)}
      <Section title={t('calllog.course')} aside={mayTell(me, call) && <Link to="/calls/$id/story" params={{ id: call.id }} data-testid="story-link">{t(me.role === 'operator' ? 'calllog.wrong' : 'calllog.story')}</Link>}>
        <Facts rows={factsOf(call, t)} />
        <Doubt call={call} />
      </Section>
      {call.operators.length > 0 && <Legs call={call} />}
      {call.transfers.length > 0 && <Transfers call={call} />}
    </article>
  )
}

/** Operators say of calls in which they had a part that they are wrong; who is above them looks into each. */
const mayTell = (me: Me, { operators }: Call) => me.role !== 'operator' || operators.every(({ id }) => id === null) || operators.some(({ id }) => id === me.id)

function factsOf(call: Call, t: TFunction): [string, ReactNode][] {
  const rows: [string, ReactNode][] = [
    [t('calllog.result'), <span key="r" className={isMissed(call) ? classes.missedWord : undefined}>{resultWord(call, t)}</span>],
    [t('calllog.talk'), duration(call.talkSeconds)],
  ]
  if (call.direction === 'inbound') rows.push([t('calllog.wait'), duration(call.waitSeconds)])
  rows.push([t('calllog.ring'), duration(call.ringSeconds)])
  if (call.holdSeconds) rows.push([t('calllog.hold'), duration(call.holdSeconds)])
  if (call.queues.length > 0) rows.push([t('calllog.queue'), call.queues.join(' → ')])
  const dialled = call.did ?? call.dialled
  if (dialled) rows.push([t('calllog.did'), phone(dialled)])
  if (call.name) rows.push([t('calllog.signalled'), call.name])
  if (call.cause) rows.push([t('calllog.cause'), causeWord(call.cause, t)])
  if (call.deal) rows.push([t('calllog.deal'), <Link key="d" to="/deals" search={{ deal: call.deal.id }}>{call.deal.name}</Link>])
  if (call.endedAt) rows.push([t('calllog.ended'), call.endedBy ? `${time(call.endedAt)}, ${t(`calllog.endedBy.${call.endedBy}`)}` : time(call.endedAt)])
  else if (call.certainty === 'endUnknown') rows.push([t('calllog.ended'), t('calllog.endNotKnown')])
  return rows
}

function causeWord(code: number, t: TFunction): string {
  const known = causeOf(code)
  return known ? `${t(`calllog.causeWord.${known}`)} (${code})` : t('calllog.causeOther', { code })
}

function Written({ call }: { call: Call }) {
  const { t } = useTranslation()
  const { outcome, by, at, note } = call.outcome!
  return (
    <Section title={t('calllog.outcome')}>
      <div className={classes.written}>
        <ColorChip color={outcome.color}>{inOwnLanguage(outcome.label)}</ColorChip>
        <span>{by.name}, {dayAndTime(at)}</span>
      </div>
      {note && <p className={classes.note}>{note}</p>}
    </Section>
  )
}

function Legs({ call }: { call: Call }) {
  const { t } = useTranslation()
  return (
    <Section title={t('calllog.phones')}>
      <div className={classes.legs}>
        <small>{t('calllog.operator')}</small>
        <small />
        <small>{t('calllog.ring')}</small>
        <small>{t('calllog.talk')}</small>
        {call.operators.map((leg, i) => (
          <Leg key={i} cells={[`${leg.name ?? ''} ${leg.extension}`.trim(), t(`calllog.leg.${leg.result}`), duration(leg.ringSeconds), duration(leg.talkSeconds)]} />
        ))}
      </div>
    </Section>
  )
}

const Leg = ({ cells }: { cells: string[] }) => <>{cells.map((cell, i) => <span key={i}>{cell}</span>)}</>

function Transfers({ call }: { call: Call }) {
  const { t } = useTranslation()
  return (
    <Section title={t('calllog.transfers')}>
      {call.transfers.map((transfer, i) => (
        <p key={i} className={classes.transfer}>
<span>{personAt(call, transfer.from)} → {personAt(call, transfer.to)}, {t(`calllog.transfer.${transfer.type}`)}</span>
          <span>{transfer.at && time(transfer.at)}</span>
        </p>
      ))}
    </Section>
  )
}

/** Whose phone that was in this call; else the number itself. */
function personAt(call: Call, number: string | null): string {
  return call.operators.find((one) => one.extension === number)?.name ?? phone(number)
}
