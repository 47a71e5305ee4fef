import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '../api/client'
import { Problem } from '../api/problem'
import type { Board, Deal, Step } from '../api/types'
import { inOwnLanguage } from '../ui/locale'
import { useProblemWords } from '../ui/problem-words'
import { toastFailed } from '../ui/toast'
import { useUndoToast } from '../undo/undo'
import { findDeal, onStep, withDeal } from './board-fold'
import { dealQuery, patchDeal } from './deals'
import { type BoardFilter, fits } from './filter'

const SHOWN = 50
const MOST_SHOWN = 200
const REREAD_MILLIS = 3000

const key = (filter: BoardFilter) => ['deals', 'board', filter] as const

/** Reading again brings back as many cards as were on the screen. */
export const boardQuery = (queries: QueryClient, filter: BoardFilter) =>
  queryOptions({
    queryKey: key(filter),
    queryFn: () => {
      const columns = queries.getQueryData<Board>(key(filter))?.columns.filter((column) => column.step.kind === 'open') ?? []
      const limit = Math.min(MOST_SHOWN, Math.max(SHOWN, ...columns.map((column) => column.items.length)))
      return body(api.GET('/api/deals/board', { params: { query: { ...filter, limit } } }))
    },
  })

/** The next cards of one column; of a step that closes, its first. */
export function useMoreOf(filter: BoardFilter) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ step, after }: { step: string; after: string | undefined }) =>
      body(api.GET('/api/deals', { params: { query: { ...filter, step, sort: 'next', limit: SHOWN, ...(after && { cursor: after }) } } })),
    onSuccess: ({ items }, { step }) =>
      queries.setQueryData<Board>(key(filter), (board) => board && {
        ...board,
        columns: board.columns.map((column) => {
          if (column.step.id !== step) return column
          const known = new Set(column.items.map((deal) => deal.id))
          return { ...column, items: [...column.items, ...items.filter((deal) => !known.has(deal.id))] }
        }),
      }),
  })
}

/** Puts what is known of a deal onto every board and into its details; an older word changes nothing. */
export function applyDeal(queries: QueryClient, deal: Deal) {
  const known = queries.getQueryData<Deal>(dealQuery(deal.id).queryKey)
  if (known && known.version > deal.version) return
  if (known) queries.setQueryData(dealQuery(deal.id).queryKey, deal)
  place(queries, deal)
  rereadSoon(queries)
}

function place(queries: QueryClient, deal: Deal) {
  for (const [at, board] of queries.getQueriesData<Board>({ queryKey: ['deals', 'board'] })) {
    const there = findDeal(board, deal.id)
    if (!board || (there && there.version > deal.version)) continue
    queries.setQueryData<Board>(at, withDeal(board, deal, fits(deal, at[2] as BoardFilter, board)))
  }
}

let rereading: ReturnType<typeof setTimeout> | undefined

/** Lists, totals and histories follow a little later, once for many changes. */
function rereadSoon(queries: QueryClient) {
  rereading ??= setTimeout(() => {
    rereading = undefined
    for (const room of ['deals', 'clients']) void queries.invalidateQueries({ queryKey: [room] })
  }, REREAD_MILLIS)
}

interface MoveOrder {
  deal: Deal
  step: Step
  reason?: string | null
}

/** Moves a deal at once on the screen; when somebody was faster it goes to its true place, with a note saying who. */
export function useMoveDeal() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const queries = useQueryClient()
  const undoToast = useUndoToast()
  return useMutation({
    mutationFn: ({ deal, step, reason }: MoveOrder) => moveOnto(deal, step, reason),
    onMutate: async ({ deal, step }) => {
      await queries.cancelQueries({ queryKey: ['deals', 'board'] })
      place(queries, onStep(deal, step, new Date().toISOString()))
    },
    onSuccess: ({ undo, ...deal }, { step }) => {
      applyDeal(queries, deal)
      undoToast(t('pipeline.moved', { step: inOwnLanguage(step.label) }), undo ?? undefined)
    },
    onError: (thrown, { deal }) => {
      const problem = Problem.of(thrown)
      const now = currentOf(problem)
      applyDeal(queries, now ?? deal)
      toastFailed(now ? t('pipeline.movedBy', { who: writerOf(problem) ?? t('pipeline.somebody'), step: inOwnLanguage(now.step.label), title: now.title }) : words(problem))
    },
  })
}

/** What somebody else has written meanwhile, as the refusal tells it. */
export const currentOf = (problem: Problem) => (problem.reason === 'stale' ? (problem.params.current as Deal | undefined) : undefined)
export const writerOf = (problem: Problem) => (problem.params.by as { name: string } | undefined)?.name

/** A deal that stands where it stood takes the move, whatever else was changed in it. */
async function moveOnto(deal: Deal, step: Step, reason: string | null | undefined) {
  const change = { step: step.id, ...(reason !== undefined && { reason }) }
  try {
    return await patchDeal(deal, change)
  } catch (thrown) {
    const now = currentOf(Problem.of(thrown))
    if (now && now.step.id === deal.step.id && !now.archivedAt) return patchDeal(now, change)
    throw thrown
  }
}
