import type { BoardColumn } from '../api/types'
import { dueOf } from '../ui/due'
import { EMPTY, moneyShort } from '../ui/format'

type Sums = BoardColumn['sums']

/** All currencies side by side: money is never added across them. */
export function sumWord(sums: Sums): string {
  const some = sums.filter((sum) => Number(sum.amount) !== 0)
  return some.length === 0 ? EMPTY : some.map((sum) => moneyShort(sum.amount, sum.currency)).join(' + ')
}

export function totalOf(columns: BoardColumn[]): { count: number; sums: Sums } {
  const sums = new Map<string, number>()
  for (const sum of columns.flatMap((column) => column.sums)) sums.set(sum.currency, (sums.get(sum.currency) ?? 0) + Number(sum.amount))
  return {
    count: columns.reduce((all, column) => all + column.count, 0),
    sums: [...sums].map(([currency, amount]) => ({ currency, amount: amount.toFixed(2) })),
  }
}

/** Contacts that are overdue; the first cards of a column are its latest, so a full page of them means there may be more. */
export function overdueOf(columns: BoardColumn[], now: number): string | null {
  const late = columns.map(({ items }) => items.filter((deal) => deal.next && dueOf(deal.next.at, now) === 'overdue').length)
  const all = late.reduce((sum, one) => sum + one, 0)
  const more = columns.some(({ items, count }, i) => count > items.length && late[i] === items.length)
  return all === 0 ? null : more ? `${all}+` : String(all)
}
