import type { Board, BoardColumn, Deal, Step } from '../api/types'

/** The order of a column: who is to be contacted first, then who was talked to last; on steps that close, the latest first. */
export function inOrder(a: Deal, b: Deal): number {
  const due = (deal: Deal) => (deal.closedAt || !deal.next ? Infinity : Date.parse(deal.next.at))
  const seen = (deal: Deal) => {
    const at = deal.closedAt ?? (deal.next ? null : deal.lastTalkAt)
    return at ? Date.parse(at) : 0
  }
  const byDue = due(a) === due(b) ? 0 : due(a) - due(b)
  return byDue || seen(b) - seen(a) || Number(a.id) - Number(b.id)
}

/** Where in the column the deal will stand. */
export function placeIn(items: Deal[], deal: Deal): number {
  const others = items.filter((one) => one.id !== deal.id)
  const at = others.findIndex((one) => inOrder(deal, one) < 0)
  return at < 0 ? others.length : at
}

export function findDeal(board: Board | undefined, id: string): Deal | undefined {
  return board?.columns.flatMap((column) => column.items).find((deal) => deal.id === id)
}

/** The deal as it will be once it stands there. */
export function onStep(deal: Deal, step: Step, now: string): Deal {
  const closes = step.kind !== 'open'
  return { ...deal, step, stepSince: now, closedAt: closes ? now : null, reason: closes ? deal.reason : null, refusals: deal.closedAt && !closes ? 0 : deal.refusals }
}

/**
 * The board with this deal where it now belongs, and nowhere when it does not belong on it. What was not among the shown
 * cards before counts as new.
 */
export function withDeal(board: Board, deal: Deal, belongs: boolean): Board {
  const before = findDeal(board, deal.id)
  return {
    ...board,
    columns: board.columns.map((column) => {
      const left = before && before.step.id === column.step.id ? without(column, before) : column
      return belongs && column.step.id === deal.step.id ? plus(left, deal) : left
    }),
  }
}

function without(column: BoardColumn, deal: Deal): BoardColumn {
  return { ...column, count: column.count - 1, sums: summed(column, deal, -1), items: column.items.filter((one) => one.id !== deal.id) }
}

function plus(column: BoardColumn, deal: Deal): BoardColumn {
  const items = column.items.filter((one) => one.id !== deal.id)
  items.splice(placeIn(items, deal), 0, deal)
  return { ...column, count: column.count + 1, sums: summed(column, deal, 1), items }
}

function summed({ sums }: BoardColumn, deal: Deal, sign: 1 | -1): BoardColumn['sums'] {
  const amount = sign * Number(deal.amount ?? 0)
  if (!sums.some((sum) => sum.currency === deal.currency)) return [...sums, { currency: deal.currency, amount: amount.toFixed(2) }]
  return sums.map((sum) => (sum.currency === deal.currency ? { ...sum, amount: (Number(sum.amount) + amount).toFixed(2) } : sum))
}
