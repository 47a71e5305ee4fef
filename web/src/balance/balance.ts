import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { BalanceDay } from '../api/types'
import { periodOf } from '../ui/PeriodPicker'
import { dayStart } from '../ui/zone'

export interface BalanceFilter {
  from: string
  to: string
  exchange?: string
  /** Only days that do not balance. */
  only?: 'differs'
}

const ID = /^\d{1,18}$/

/** Reads an address; the last thirty days where it says nothing. */
export function balanceFilterOf(search: { from?: string; to?: string; exchange?: string; only?: string }): BalanceFilter {
  const [from, to] = periodOf('month')
  const both = dayStart(search.from) && dayStart(search.to) && search.from! <= search.to!
  return {
    from: both ? search.from! : from,
    to: both ? search.to! : to,
    exchange: ID.test(search.exchange ?? '') ? search.exchange : undefined,
    only: search.only === 'differs' ? 'differs' : undefined,
  }
}

const MINUTE = 60_000

const timesOf = (from: string, to: string) => ({ from: dayStart(from)!.toISOString(), to: dayStart(to, 1)!.toISOString() })

export const balanceQuery = ({ from, to }: Pick<BalanceFilter, 'from' | 'to'>) =>
  queryOptions({
    queryKey: ['balance', from, to],
    queryFn: () => body(api.GET('/api/balance', { params: { query: timesOf(from, to) } })),
    staleTime: MINUTE,
    refetchInterval: MINUTE,
  })

/** The calls that keep one day of one exchange from balancing. */
export const balanceCallsQuery = ({ exchange, day }: BalanceDay) =>
  queryOptions({
    queryKey: ['balance', 'calls', exchange.id, day],
    queryFn: async () => (await body(api.GET('/api/balance/{id}/calls', { params: { path: { id: exchange.id }, query: timesOf(day, day) } }))).items,
    staleTime: MINUTE,
    refetchInterval: MINUTE,
  })

/** The name of one line in the address. */
export const keyOf = (day: BalanceDay) => `${day.exchange.id}.${day.day}`
