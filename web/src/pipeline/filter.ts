import type { Board, Deal } from '../api/types'

export type DealView = 'board' | 'list'
export const SORTS = ['title', 'client', 'step', 'amount', 'owner', 'next', 'expected', 'talked', 'created'] as const
export type SortKey = (typeof SORTS)[number]
export type Sort = SortKey | `-${SortKey}`

/** The filters as they stand in the address; board and list share them. */
export interface DealFilter {
  pipeline?: string
  /** A person by id, or `me`. */
  owner?: string
  /** An entry of the book by id. */
  source?: string
  q?: string
  /** One step; the list alone. */
  step?: string
  /** Open ones unless asked otherwise; the list alone. */
  closed?: 'yes'
  sort?: Sort
}

const ID = /^\d{1,18}$/

/** Reads an address; what is not understood is left out, so that an old link still opens. */
export function dealFilterOf(search: Record<string, unknown>): DealFilter {
  const text = (key: string, form?: RegExp) => {
    const value = search[key]
    return typeof value === 'string' && value !== '' && (!form || form.test(value)) ? value : undefined
  }
  return {
    pipeline: text('pipeline', ID),
    owner: text('owner', /^(me|\d{1,18})$/),
    source: text('source', ID),
    q: text('q')?.slice(0, 100),
    step: text('step', ID),
    closed: search.closed === 'yes' ? 'yes' : undefined,
    sort: sortOf(search.sort),
  }
}

function sortOf(value: unknown): Sort | undefined {
  return SORTS.flatMap((key): Sort[] => [key, `-${key}`]).find((one) => one === value)
}

/** What both the board and the list ask the server for. */
export const sharedQuery = ({ pipeline, owner, source, q }: DealFilter, me: string) =>
  defined({ pipeline, owner: owner === 'me' ? me : owner, source, q })

export function defined<T extends object>(query: T): T {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as T
}

export type BoardFilter = ReturnType<typeof sharedQuery>

/** Whether a deal belongs to what was asked for, as the server would say. */
export function fits(deal: Deal, filter: BoardFilter, board: Board): boolean {
  const words = filter.q?.trim().toLowerCase()
  const said = [deal.title, deal.client.name, deal.client.company ?? ''].some((text) => text.toLowerCase().includes(words ?? ''))
  return !deal.archivedAt && deal.pipeline === board.pipeline && (!filter.owner || deal.owner?.id === filter.owner)
    && (!filter.source || deal.source?.id === filter.source) && (!words || said)
}
