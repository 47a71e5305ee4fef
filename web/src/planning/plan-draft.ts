import type { Plan, PlanKind } from '../api/types'
import { wallOf } from '../ui/zone'
import type { PlanChange } from './plans'
import type { When } from './when'

/** What is being written about a contact, as the fields hold it. */
export interface PlanDraft {
  kind: PlanKind
  /** When, as typed. */
  line: string
  topic: string
  deal: string | null
  assignee: string
}

export const emptyPlan = (assignee: string, deal: string | null = null): PlanDraft => ({ kind: 'call', line: '', topic: '', deal, assignee })

export const planDraftOf = (plan: Plan): PlanDraft => ({
  kind: plan.kind, line: lineOf(plan.at), topic: plan.topic ?? '', deal: plan.deal?.id ?? null, assignee: plan.assignee.id,
})

/** A moment in figures that the line reads back as the same one. */
export function lineOf(at: string): string {
  const { year, month, day, hour, minute } = wallOf(Date.parse(at))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(day)}.${two(month)}.${year} ${two(hour)}:${two(minute)}`
}

/** Only what was changed here: what a colleague wrote meanwhile in other fields stays. */
export function planChangeOf(before: PlanDraft, after: PlanDraft, when: When | null): PlanChange {
  const topic = after.topic.trim() || when?.topic || ''
  return {
    ...(after.kind !== before.kind && { kind: after.kind }),
    ...(after.line !== before.line && when && { at: when.at.toISOString() }),
    ...(topic !== before.topic && { topic: topic || null }),
    ...(after.deal !== before.deal && { deal: after.deal }),
    ...(after.assignee !== before.assignee && { assignee: after.assignee }),
  }
}
