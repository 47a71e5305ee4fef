import type { DeskScope, Me } from '../api/types'
import { dayStart } from '../ui/zone'

export const SCOPES: DeskScope[] = ['mine', 'team', 'all']

/** The desk as it stands in the address; days are whole days of the installation's zone. */
export interface MissedFilter {
  scope?: DeskScope
  /** Lines that have ended on these days, or the figures of these days. */
  state?: 'over' | 'figures'
  from?: string
  to?: string
  /** `0` for lines that nobody has taken. */
  owner?: string
  queue?: string
  q?: string
  /** Whose figures; people's when absent. */
  by?: 'team'
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const ID = /^\d{1,18}$/

/** Reads an address; what is not understood is left out, so that an old link still opens. */
export function missedFilterOf(search: Record<string, unknown>): MissedFilter {
  const text = (key: string, form?: RegExp) => {
    const value = search[key]
    return typeof value === 'string' && value !== '' && (!form || form.test(value)) ? value : undefined
  }
  const state = search.state === 'over' || search.state === 'figures' ? search.state : undefined
  return {
    scope: SCOPES.find((one) => one === search.scope),
    state,
    from: state && text('from', DAY),
    to: state && text('to', DAY),
    owner: text('owner', ID),
    queue: text('queue'),
    q: text('q'),
    by: search.by === 'team' ? search.by : undefined,
  }
}

/** Who works at a phone begins with the own lines, who leads people with theirs. */
export const scopeOf = (filter: MissedFilter, me: Pick<Me, 'role'>): DeskScope =>
  filter.scope ?? (me.role === 'operator' ? 'mine' : me.role === 'supervisor' ? 'team' : 'all')

/** Whose lines somebody may want to see: an operator's are the own ones and the team's. */
export const scopesOf = (me: Pick<Me, 'role'>): DeskScope[] => (me.role === 'operator' ? ['mine', 'team'] : SCOPES)

/** Whether anything but whose lines, and whether they have ended, is asked. */
export const isNarrowed = ({ owner, queue, q, from, to }: MissedFilter) => [owner, queue, q, from, to].some((value) => value !== undefined)

/** The same as the server takes it. */
export function queryOf(filter: MissedFilter, me: Pick<Me, 'role'>) {
  const query = {
    scope: scopeOf(filter, me),
    state: filter.state === 'over' ? filter.state : undefined,
    from: dayStart(filter.from)?.toISOString(),
    to: dayStart(filter.to, 1)?.toISOString(),
    owner: filter.owner,
    queue: filter.queue?.slice(0, 80),
    q: filter.q?.slice(0, 100),
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as typeof query
}
