import type { PlanKind, Plan } from '../api/types'
import { dayStart, dayText, momentOf, wallOf } from '../ui/zone'

export const KINDS: PlanKind[] = ['call', 'meeting', 'letter', 'task']
export const STATUSES: Plan['status'][] = ['planned', 'held', 'cancelled']

/** The filters of the plan as they stand in the address; days are whole days of the installation's zone. */
export interface PlanFilter {
  from?: string
  to?: string
  /** The reader's own when absent; `team`, `all`, or a person by id. */
  whose?: string
  kind?: PlanKind
  status?: Plan['status']
  q?: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Reads an address; what is not understood is left out, so that an old link still opens. */
export function planFilterOf(search: Record<string, unknown>): PlanFilter {
  const text = (key: string, form?: RegExp) => {
    const value = search[key]
    return typeof value === 'string' && value !== '' && (!form || form.test(value)) ? value : undefined
  }
  return {
    from: text('from', DAY),
    to: text('to', DAY),
    whose: text('whose', /^(team|all|\d{1,18})$/),
    kind: KINDS.find((one) => one === search.kind),
    status: STATUSES.find((one) => one === search.status),
    q: text('q')?.slice(0, 100),
  }
}

const dayAt = (text: string | undefined, plus: number) => {
  const start = dayStart(text, plus)
  return start ? dayText(start) : undefined
}

/** This week from Monday, unless the address says otherwise. */
export function periodOf({ from, to }: PlanFilter): { from?: string; to?: string } {
  if (from || to) return { from, to }
  const { year, month, day, weekday } = wallOf(Date.now())
  const at = (plus: number) => dayText(momentOf({ year, month, day: day - weekday + plus, hour: 12 }))
  return { from: at(1), to: at(7) }
}

/** The period of the same length before or after; nothing when it is open at one end. */
export function shifted(filter: PlanFilter, way: 1 | -1): { from: string; to: string } | null {
  const { from, to } = periodOf(filter)
  const start = dayStart(from)
  const end = dayStart(to)
  if (!start || !end) return null
  const length = Math.round((end.getTime() - start.getTime()) / 86_400_000) + 1
  return { from: dayAt(from, way * length)!, to: dayAt(to, way * length)! }
}

const scopeOf = (whose: string | undefined): 'mine' | 'team' | undefined => (whose === undefined ? 'mine' : whose === 'team' ? 'team' : undefined)

/** The same as the server takes it. */
export function queryOf(filter: PlanFilter) {
  const { from, to } = periodOf(filter)
  const { whose, kind, status, q } = filter
  const query = {
    from: dayStart(from)?.toISOString(),
    to: dayStart(to, 1)?.toISOString(),
    scope: scopeOf(whose),
    assignee: whose && /^\d/.test(whose) ? whose : undefined,
    kind, status, q,
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as typeof query
}
