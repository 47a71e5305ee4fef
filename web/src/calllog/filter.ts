import type { Direction, Result } from '../api/types'
import { dayStart } from '../ui/zone'

export const DIRECTIONS: Direction[] = ['inbound', 'outbound', 'internal']
export const RESULTS: Result[] = ['answered', 'no_answer', 'busy', 'failed', 'abandoned', 'voicemail']

/** The filters of the log as they stand in the address; days are whole days of the installation's zone. */
export interface CallFilter {
  from?: string
  to?: string
  operator?: string
  direction?: Direction
  result?: Result
  outcome?: string
  queue?: string
  number?: string
  recording?: 'yes' | 'no'
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const ID = /^\d{1,18}$/

/** Reads an address; what is not understood is left out, so that an old link still opens. */
export function filterOf(search: Record<string, unknown>): CallFilter {
  const text = (key: string, form?: RegExp) => {
    const value = search[key]
    return typeof value === 'string' && value !== '' && (!form || form.test(value)) ? value : undefined
  }
  const recording = text('recording', /^(yes|no)$/)
  return {
    from: text('from', DAY),
    to: text('to', DAY),
    operator: text('operator', ID),
    direction: DIRECTIONS.find((one) => one === search.direction),
    result: RESULTS.find((one) => one === search.result),
    outcome: text('outcome', ID),
    queue: text('queue'),
    number: text('number'),
    recording: recording === 'yes' || recording === 'no' ? recording : undefined,
  }
}

/** The same as the server takes it. */
export function queryOf(filter: CallFilter) {
  const number = filter.number?.replace(/[^+0-9() -]/g, '').trim()
  const query = {
    from: dayStart(filter.from)?.toISOString(),
    to: dayStart(filter.to, 1)?.toISOString(),
    operator: filter.operator,
    direction: filter.direction,
    result: filter.result,
    outcome: filter.outcome,
    queue: filter.queue,
    number: number && number.length >= 2 ? number.slice(0, 32) : undefined,
    recording: filter.recording === undefined ? undefined : filter.recording === 'yes',
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as typeof query
}
