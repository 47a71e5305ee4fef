import { queryOptions } from '@tanstack/react-query'
import { api, body, durationsFileAddress } from '../api/client'
import type { Direction } from '../api/types'
import { language } from '../ui/locale'
import { periodOf } from '../ui/PeriodPicker'
import { dayStart, dayText, daysBetween } from '../ui/zone'

export const GRAINS = ['operator', 'team', 'day', 'hour', 'queue', 'outcome'] as const
export type Grain = (typeof GRAINS)[number]

export interface ReportFilter {
  from: string
  to: string
  by: Grain
  direction?: Direction
  operator?: string
  queue?: string
}

/** Reads an address; the last fourteen days by operator where it says nothing. */
export function reportFilterOf(search: { from?: string; to?: string; by?: string; direction?: string; operator?: string; queue?: string }): ReportFilter {
  const [from, to] = periodOf('fortnight')
  const both = dayStart(search.from) && dayStart(search.to) && search.from! <= search.to!
  return {
    from: both ? search.from! : from,
    to: both ? search.to! : to,
    by: GRAINS.find((one) => one === search.by) ?? 'operator',
    direction: search.direction === 'inbound' || search.direction === 'outbound' ? search.direction : undefined,
    operator: /^\d{1,18}$/.test(search.operator ?? '') ? search.operator : undefined,
    queue: search.queue,
  }
}

const queryOf = ({ from, to, direction, operator, queue }: ReportFilter) => ({
  from: dayStart(from)!.toISOString(),
  to: dayStart(to, 1)!.toISOString(),
  ...(direction && { direction }),
  ...(operator && { operator }),
  ...(queue && { queue }),
})

export const durationsQuery = (filter: ReportFilter) =>
  queryOptions({
    queryKey: ['report', 'durations', filter],
    queryFn: () => body(api.GET('/api/reports/durations', { params: { query: { ...queryOf(filter), by: filter.by } } })),
    staleTime: 60_000,
  })

/** The table as a file in the reader's language. */
export const fileOf = (filter: ReportFilter) => durationsFileAddress({ ...queryOf(filter), by: filter.by, language: language() })

export const picturesQuery = ({ by: _, ...filter }: ReportFilter) =>
  queryOptions({
    queryKey: ['report', 'pictures', filter],
    queryFn: () => body(api.GET('/api/reports/durations/pictures', { params: { query: queryOf({ ...filter, by: 'day' }) } })),
    staleTime: 60_000,
  })

/** The same question about as many days just before. */
export function before(filter: ReportFilter): ReportFilter {
  const days = daysBetween(dayStart(filter.from)!, dayStart(filter.to)!) + 1
  return { ...filter, by: 'day', from: dayText(dayStart(filter.from, -days)!), to: dayText(dayStart(filter.from, -1)!) }
}
