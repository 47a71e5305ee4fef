import {
  IconCalendarEvent, IconCheckbox, IconLayoutBoard, IconMail, IconNote, IconPhone, IconPhoneX, IconPlayerPlayFilled, type TablerIcon,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call, Deal, Note, Plan, PlanKind, TimelineItem } from '../api/types'
import { isMissed, operatorOf, resultWord, WAY } from '../calllog/call-columns'
import { Player } from '../recording/Player'
import { duration, time, timeOrDay } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { Chip, ColorChip, WithSquare } from '../ui/Pieces'
import classes from './ClientPage.module.css'
import { isAhead } from './timeline'

const PLAN_ICON: Record<PlanKind, TablerIcon> = { call: IconPhone, meeting: IconCalendarEvent, letter: IconMail, task: IconCheckbox }

export function Item({ item }: { item: TimelineItem }) {
  const ahead = isAhead(item)
  const Icon = iconOf(item)
  return (
    <article className={classes.item} data-testid="timeline-item" data-kind={item.kind} data-ahead={ahead || undefined}>
      <span className={classes.at}>{ahead ? timeOrDay(item.at) : time(item.at)}</span>
      <span className={classes.node}><Icon size={14} stroke={1.75} aria-hidden="true" /></span>
      {item.call && <CallItem call={item.call} />}
      {item.note && <NoteItem note={item.note} />}
      {item.deal && <DealItem deal={item.deal} stay={item.stay} />}
      {item.plan && <PlanItem plan={item.plan} />}
    </article>
  )
}

function iconOf(item: TimelineItem): TablerIcon {
  if (item.call) return isMissed(item.call) ? IconPhoneX : WAY[item.call.direction]
  if (item.plan) return PLAN_ICON[item.plan.kind]
  return item.note ? IconNote : IconLayoutBoard
}

function CallItem({ call }: { call: Call }) {
  const { t } = useTranslation()
  const [listening, setListening] = useState(false)
  const ready = call.recordings.filter((one) => one.state === 'ready')
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
        {call.outcome?.note && <p>{call.outcome.note}</p>}
        {ready.length > 0 && !listening && (
          <div>
            <button type="button" onClick={() => setListening(true)} data-testid="listen">
              <IconPlayerPlayFilled size={12} aria-hidden="true" />{t('card.item.listen')}
            </button>
          </div>
        )}
        {listening && ready.map((one) => <Player key={one.id} recording={one} />)}
      </div>
      <div className={classes.aside}>
        {call.outcome && <ColorChip color={call.outcome.outcome.color}>{inOwnLanguage(call.outcome.outcome.label)}</ColorChip>}
        {call.talkSeconds ? <b>{duration(call.talkSeconds)}</b> : null}
      </div>
    </>
  )
}

function NoteItem({ note }: { note: Note }) {
  return (
    <>
      <div className={classes.body}><p className={classes.noteText}>{note.text}</p></div>
      <div className={classes.aside}>{note.by.name}</div>
    </>
  )
}

function DealItem({ deal, stay }: { deal: Deal; stay: TimelineItem['stay'] }) {
  const step = stay?.step ?? deal.step
  return (
    <>
      <div className={classes.body}><Link to="/deals" search={{ deal: deal.id }}>{deal.title}</Link>{stay?.by && <span> · {stay.by.name}</span>}</div>
      <div className={classes.aside}><WithSquare color={step.color}>{inOwnLanguage(step.label)}</WithSquare></div>
    </>
  )
}

function PlanItem({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const late = plan.status === 'planned' && Date.parse(plan.at) < Date.now()
  return (
    <>
      <div className={classes.body}>
        <b>{plan.topic ?? t(`planning.kind.${plan.kind}`)}</b>{' '}
        {late && <Chip tone="overdue">{t('planning.state.overdue')}</Chip>}
        {plan.status === 'held' && <Chip tone="done">{t('planning.held')}</Chip>}
        {plan.status === 'cancelled' && <Chip>{t('planning.cancelled')}</Chip>}
      </div>
      <div className={classes.aside}>{plan.assignee.name}</div>
    </>
  )
}
