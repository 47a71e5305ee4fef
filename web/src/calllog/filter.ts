import type { CallCertainty, CallDirection, CallSegment, Result } from '../api/types'
import { dayStart } from '../ui/zone'

export const DIRECTIONS: CallDirection[] = ['inbound', 'outbound', 'external', 'internal']
export const RESULTS: Result[] = ['answered', 'no_answer', 'busy', 'failed', 'abandoned', 'voicemail']

export const CERTAINTIES: CallCertainty[] = ['live', 'recovered', 'disputed', 'gap']

export const SEGMENTS: CallSegment[] = ['missed', 'answered', 'unwritten']

/** The filters of the log as they stand in the address; days are whole days of the installation's zone. */
export interface CallFilter {
  from?: string
  to?: string
  operator?: string
  team?: string
  client?: string
  direction?: CallDirection
  result?: Result
  outcome?: string
  queue?: string
  /** An exchange; asked for in a house of several. */
  pbx?: string
  number?: string
  recording?: 'yes' | 'no'
  certainty?: CallCertainty
  /** Seconds of talk, both ends included. */
  minTalk?: string
  maxTalk?: string
  segment?: CallSegment
  /** 1 is Monday. */
  weekday?: string
  hour?: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const ID = /^\d{1,18}$/
const SECONDS = /^\d{1,4}$/

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
    team: text('team', ID),
    client: text('client', ID),
    direction: DIRECTIONS.find((one) => one === search.direction),
    result: RESULTS.find((one) => one === search.result),
    outcome: text('outcome', ID),
    queue: text('queue'),
    pbx: text('pbx', ID),
    number: text('number'),
    recording: recording === 'yes' || recording === 'no' ? recording : undefined,
    certainty: CERTAINTIES.find((one) => one === search.certainty),
    minTalk: text('minTalk', SECONDS),
    maxTalk: text('maxTalk', SECONDS),
    segment: SEGMENTS.find((one) => one === search.segment),
    weekday: text('weekday', /^[1-7]$/),
    hour: text('hour', /^([01]?\d|2[0-3])$/),
  }
}

/** Whether anything but the quick view is asked. */
export const isFiltered = ({ segment: _, ...filter }: CallFilter) => Object.values(filter).some((value) => value !== undefined)

/** The same as the server takes it. */
export function queryOf(filter: CallFilter) {
  const number = filter.number?.replace(/[^+0-9() -]/g, '').trim()
  const query = {
    from: dayStart(filter.from)?.toISOString(),
    to: dayStart(filter.to, 1)?.toISOString(),
    operator: filter.operator,
    team: filter.team,
    client: filter.client,
    direction: filter.direction,
    result: filter.result,
    outcome: filter.outcome,
    queue: filter.queue,
    pbx: filter.pbx,
    number: number && number.length >= 2 ? number.slice(0, 32) : undefined,
    recording: filter.recording === undefined ? undefined : filter.recording === 'yes',
    certainty: filter.certainty,
    minTalk: filter.minTalk === undefined ? undefined : Number(filter.minTalk),
    maxTalk: filter.maxTalk === undefined ? undefined : Number(filter.maxTalk),
    segment: filter.segment,
    weekday: filter.weekday === undefined ? undefined : Number(filter.weekday),
    hour: filter.hour === undefined ? undefined : Number(filter.hour),
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as typeof query
}
