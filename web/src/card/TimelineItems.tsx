import {
  IconArrowBackUp, IconArrowMerge, IconArrowRight, IconLayoutBoard, IconNote, IconPhoneX, IconUserPlus, type TablerIcon,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Plan, TimelineItem, TimelineStep } from '../api/types'
import { isMissed, WAY } from '../calllog/call-columns'
import { Replanned } from '../planning/Replanned'
import { aboutOf, PLAN_ICON, StatusChip } from '../planning/plan-words'
import { usePlanActions } from '../planning/use-plan-actions'
import { time, timeOrDay } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { IconButton, WithSquare } from '../ui/Pieces'
import classes from './Timeline.module.css'
import { CallItem } from './TimelineCall'
import { MergeBody } from './TimelineMerge'
import { NoteItem } from './TimelineNote'

export function Item({ item }: { item: TimelineItem }) {
  const { t } = useTranslation()
  const Icon = iconOf(item)
  return (
    <article className={classes.item} data-testid="timeline-item" data-kind={item.kind}>
      <span className={classes.at}>{time(item.at)}</span>
      <span className={classes.node}><Icon size={14} stroke={1.75} aria-hidden="true" /></span>
      {item.call && <CallItem call={item.call} />}
      {item.note && <NoteItem note={item.note} />}
      {item.plan && <PlanBody plan={item.plan} />}
      {item.step && <StepBody step={item.step} />}
      {item.merge && <MergeBody merge={item.merge} />}
      {item.kind === 'created' && (
        <>
          <div className={classes.body}>{t('card.item.created')}</div>
          <div className={classes.aside}>{item.by?.name}</div>
        </>
      )}
    </article>
  )
}

/** A contact that is planned: a dashed node, its day in the place of the time. */
export function Ahead({ plan }: { plan: Plan }) {
  const Icon = PLAN_ICON[plan.kind]
  return (
    <article className={classes.item} data-testid="timeline-item" data-kind="plan" data-ahead>
      <span className={classes.at}>{timeOrDay(plan.at)}</span>
      <span className={classes.node}><Icon size={14} stroke={1.75} aria-hidden="true" /></span>
      <PlanBody plan={plan} />
    </article>
  )
}

function iconOf({ call, plan, note, kind }: TimelineItem): TablerIcon {
  if (call) return isMissed(call) ? IconPhoneX : WAY[call.direction]
  if (plan) return PLAN_ICON[plan.kind]
  if (kind === 'created') return IconUserPlus
  if (kind === 'merged') return IconArrowMerge
  return note ? IconNote : IconLayoutBoard
}

function StepBody({ step }: { step: TimelineStep }) {
  const { t } = useTranslation()
  return (
    <>
      <div className={classes.body}>
        <span className={classes.steps}>
          <Link to="/deals" search={{ deal: step.deal.id }}>{step.deal.name}</Link>
          {step.from ? <WithSquare color={step.from.color}>{inOwnLanguage(step.from.label)}</WithSquare> : <span className={classes.second}>{t('card.item.newDeal')}</span>}
          <IconArrowRight size={14} stroke={1.75} aria-hidden="true" />
          <WithSquare color={step.to.color}>{inOwnLanguage(step.to.label)}</WithSquare>
        </span>
      </div>
      <div className={classes.aside}>{step.by?.name}</div>
    </>
  )
}

function PlanBody({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const { planAgain } = usePlanActions()
  return (
    <>
      <div className={classes.body}>
        <b><Link to="/plan" search={{ plan: plan.id }}>{aboutOf(plan, t)}</Link></b>{' '}
        <Replanned plan={plan} />
        <StatusChip plan={plan} />
        {plan.heldBy && <IconButton icon={IconArrowBackUp} label={t('planning.planAgain')} onClick={() => planAgain(plan)} data-testid="held-undo" />}
      </div>
      <div className={classes.aside}>{plan.assignee.name}</div>
    </>
  )
}
