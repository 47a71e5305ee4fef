import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { Direction } from '../api/types'
import { periodOf } from '../ui/PeriodPicker'
import { dayStart } from '../ui/zone'

export const GRAINS = ['operator', 'team', 'day', 'hour', 'queue', 'outcome'] as const
export type Grain = (typeof GRAINS)[number]

export interface ReportFilter {
  from: string
  to: string
  by: Grain
  direction?: Direction
}

/** Reads an address; the last fourteen days by operator where it says nothing. */
export function reportFilterOf(search: { from?: string; to?: string; by?: string; direction?: string }): ReportFilter {
  const [from, to] = periodOf('fortnight')
  const both = dayStart(search.from) && dayStart(search.to) && search.from! <= search.to!
  return {
    from: both ? search.from! : from,
    to: both ? search.to! : to,
    by: GRAINS.find((one) => one === search.by) ?? 'operator',
    direction: search.direction === 'inbound' || search.direction === 'outbound' ? search.direction : undefined,
  }
}

export const durationsQuery = (filter: ReportFilter, operator?: string) =>
  queryOptions({
    queryKey: ['report', 'durations', filter, operator ?? ''],
    queryFn: () => {
      const { from, to, by, direction } = filter
      const query = {
        from: dayStart(from)!.toISOString(), to: dayStart(to, 1)!.toISOString(), by,
        ...(direction && { direction }), ...(operator && { operator }),
      }
      return body(api.GET('/api/reports/durations', { params: { query } }))
    },
    staleTime: 60_000,
  })
