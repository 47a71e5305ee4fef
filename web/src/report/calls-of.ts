import type { CallFilter } from '../calllog/filter'
import type { ReportFilter } from './durations'

/** The log's filter for the calls that a figure counts; the report counts no internal calls unless it is asked for them. */
export function callsOf({ from, to, direction, operator, queue }: ReportFilter, narrower: CallFilter = {}): CallFilter {
  return { from, to, direction: direction ?? 'external', operator, queue, ...narrower }
}
