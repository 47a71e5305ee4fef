import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Board, BoardColumn, Deal, Step } from '../api/types'
import { useMoreOf, useMoveDeal } from './board'
import classes from './board.module.css'
import { FoldedColumn, OpenColumn } from './BoardColumn'
import { Closing } from './Closing'
import type { BoardFilter } from './filter'

interface BoardViewProps {
  board: Board
  filter: BoardFilter
  refusalLimit: number
  selected: string | undefined
  onOpen: (id: string) => void
}

/** Columns of steps; cards are dragged, or moved by Alt and an arrow. A step that closes asks for the reason first, in place. */
export function BoardView({ board, filter, refusalLimit, selected, onOpen }: BoardViewProps) {
  const { t } = useTranslation()
  const move = useMoveDeal()
  const moreOf = useMoreOf(filter)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const [closing, setClosing] = useState<{ deal: Deal; step: Step } | null>(null)
  const [active, setActive] = useState<string>()
  const [wanted, setWanted] = useState<string>()
  const whole = useRef<HTMLDivElement>(null)
  useEffect(() => (whole.current ? autoScrollForElements({ element: whole.current }) : undefined), [])

  const isFolded = useCallback(({ step }: BoardColumn) => step.kind !== 'open' && !unfolded.has(step.id) && closing?.step.id !== step.id, [unfolded, closing])
  const shown = useMemo(() => board.columns.filter((column) => !isFolded(column)), [board, isFolded])
  const holder = shown.some((column) => column.items.some((deal) => deal.id === active)) ? active : shown.find((column) => column.items.length > 0)?.items[0]?.id

  const put = (deal: Deal, step: Step) => {
    if (deal.step.id === step.id) return
    if (step.kind !== 'open') setClosing({ deal, step })
    else move.mutate({ deal, step })
  }
  const fold = (id: string, open: boolean) => setUnfolded((before) => new Set(open ? [...before, id] : [...before].filter((one) => one !== id)))

  const focus = (id: string | undefined) => {
    if (id === undefined) return
    setActive(id)
    setWanted(id)
  }
  const onKey = (event: KeyboardEvent, deal: Deal) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.code]
    const along = { ArrowUp: -1, ArrowDown: 1 }[event.code]
    if (event.altKey && sideways) moveSideways(deal, sideways)
    else if (event.altKey) return
    else if (sideways) focus(neighbour(shown, deal, sideways)?.id)
    else if (along) focus(beside(shown, deal, along)?.id)
    else if (event.code === 'Enter') onOpen(deal.id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const moveSideways = (deal: Deal, way: number) => {
    const at = board.columns.findIndex((column) => column.step.id === deal.step.id)
    const target = board.columns[at + way]
    if (!target) return
    put(deal, target.step)
    if (target.step.kind === 'open') focus(deal.id)
  }
  const more = useCallback(
    (column: BoardColumn) => {
      if (!moreOf.isPending) moreOf.mutate({ step: column.step.id, after: column.items.at(-1)?.id })
    },
    [moreOf],
  )

  return (
    <div ref={whole} className={classes.board} role="group" aria-label={t('pipeline.board')} data-testid="board">
      <p className={classes.keysNote} id="board-keys">{t('pipeline.boardKeys')}</p>
      {board.columns.map((column) => {
        const { step } = column
        if (isFolded(column)) return <FoldedColumn key={step.id} column={column} onDrop={put} onUnfold={() => fold(step.id, true)} />
        return (
          <OpenColumn key={step.id} column={column} refusalLimit={refusalLimit} active={holder} selected={selected} wanted={wanted} onDrop={put} onActive={setActive}
            onOpen={onOpen} onKey={onKey} onEnd={() => more(column)} onFold={step.kind === 'open' ? undefined : () => fold(step.id, false)}>
            {closing?.step.id === step.id && (
              <Closing deal={closing.deal} step={step}
                onDone={(reason) => {
                  move.mutate({ ...closing, reason })
                  setClosing(null)
                }}
                onCancel={() => {
                  setClosing(null)
                  focus(closing.deal.id)
                }} />
            )}
          </OpenColumn>
        )
      })}
    </div>
  )
}

function beside(columns: BoardColumn[], deal: Deal, way: number): Deal | undefined {
  const items = columns.find((column) => column.step.id === deal.step.id)?.items ?? []
  return items[items.findIndex((one) => one.id === deal.id) + way]
}

/** The card at the same height in the next column that has any. */
function neighbour(columns: BoardColumn[], deal: Deal, way: number): Deal | undefined {
  const at = columns.findIndex((column) => column.step.id === deal.step.id)
  const height = columns[at]?.items.findIndex((one) => one.id === deal.id) ?? 0
  const rest = way > 0 ? columns.slice(at + 1) : columns.slice(0, Math.max(0, at)).reverse()
  const items = rest.find((column) => column.items.length > 0)?.items ?? []
  return items[Math.min(height, items.length - 1)]
}
