import type { TFunction } from 'i18next'
import { IconCalendarEvent, IconCheckbox, IconMail, IconPhone, type TablerIcon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import type { Plan, PlanKind } from '../api/types'
import { writerOf } from '../pipeline/board'
import { useNow } from '../ui/clock'
import { dueOf, toneOf } from '../ui/due'
import { moment, timeOrDay } from '../ui/format'
import { Chip } from '../ui/Pieces'

export const PLAN_ICON: Record<PlanKind, TablerIcon> = { call: IconPhone, meeting: IconCalendarEvent, letter: IconMail, task: IconCheckbox }

export const aboutOf = (plan: Plan, t: TFunction) => plan.topic ?? t(`planning.kind.${plan.kind}`)

/** When it is due, in the colour of how urgent that is. */
export function DueChip({ plan }: { plan: Plan }) {
  const tone = toneOf(plan.at, useNow(30))
  return <Chip tone={plan.status === 'planned' ? tone : 'plain'} icon={PLAN_ICON[plan.kind]}>{timeOrDay(plan.at)}</Chip>
}

/** How it ended; while it is planned, whether it is late or due today. */
export function StatusChip({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const due = dueOf(plan.at, useNow(30))
  if (plan.status === 'held') return <Chip tone="done">{t(plan.heldBy ? 'planning.heldByTalk' : 'planning.held')}</Chip>
  if (plan.status === 'cancelled') return <Chip>{t('planning.cancelled')}</Chip>
  return due === 'ahead' ? null : <Chip tone={due}>{t(`planning.state.${due}`)}</Chip>
}

/** What stands there now, when somebody else was faster. */
export const currentPlan = (problem: Problem) => (problem.reason === 'stale' ? (problem.params.current as Plan | undefined) : undefined)

function happened(before: Plan, now: Plan, t: TFunction): string {
  if (now.status !== before.status) {
    if (now.status === 'planned') return t('planning.isPlannedAgain')
    return now.heldBy ? t('planning.heldByTalk') : t(`planning.${now.status}`)
  }
  if (now.at !== before.at) return t('planning.movedTo', { at: moment(now.at) })
  if (now.assignee.id !== before.assignee.id) return t('planning.givenTo', { who: now.assignee.name })
  return t('planning.rewritten')
}

/** Who was faster and what they did, in words. */
export const meanwhileWords = (problem: Problem, before: Plan, now: Plan, t: TFunction): string =>
  t('planning.meanwhile', { who: writerOf(problem) ?? t('planning.somebody'), what: happened(before, now, t) })
