import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardColumn as Column, Deal, Step } from '../api/types'
import { count } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { solid } from '../ui/Pieces'
import { placeIn } from './board-fold'
import classes from './board.module.css'
import { DealCard } from './DealCard'
import { sumWord } from './sums'

const CARD = 101
const GAP = 7

/** The deal under the pointer while it is over this element, and what happens when it is let go. */
function useDrop(element: RefObject<HTMLElement | null>, step: Step, onDrop: (deal: Deal, step: Step) => void): Deal | null {
  const [over, setOver] = useState<Deal | null>(null)
  const current = useRef({ step, onDrop })
  useEffect(() => {
    current.current = { step, onDrop }
  })
  useEffect(() => {
    if (!element.current) return
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => 'deal' in source.data,
      onDragEnter: ({ source }) => setOver(source.data.deal as Deal),
      onDragLeave: () => setOver(null),
      onDrop: ({ source }) => {
        setOver(null)
        current.current.onDrop(source.data.deal as Deal, current.current.step)
      },
    })
  }, [element])
  return over && over.step.id !== step.id ? over : null
}

export interface ColumnProps {
  column: Column
  onDrop: (deal: Deal, step: Step) => void
}

interface OpenColumnProps extends ColumnProps {
  refusalLimit: number
  active: string | undefined
  selected: string | undefined
  /** A card that wants the focus, once it is here. */
  wanted: string | undefined
  onActive: (id: string) => void
  onOpen: (id: string) => void
  onKey: (event: KeyboardEvent, deal: Deal) => void
  onEnd: () => void
  onFold?: () => void
  children?: ReactNode
}

export function OpenColumn({ column, refusalLimit, active, selected, wanted, onDrop, onActive, onOpen, onKey, onEnd, onFold, children }: OpenColumnProps) {
  const { step, items } = column
  const whole = useRef<HTMLElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const over = useDrop(whole, step, onDrop)
  const line = over ? placeIn(items, over) : null
  const cards = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD + GAP,
    getItemKey: (i) => items[i]?.id ?? i,
    overscan: 4,
  })
  const seen = cards.getVirtualItems()
  const lastSeen = seen.at(-1)?.index ?? -1
  useEffect(() => {
    if (items.length < column.count && lastSeen >= items.length - 5) onEnd()
  }, [lastSeen, items.length, column.count, onEnd])
  const place = wanted === undefined ? -1 : items.findIndex((deal) => deal.id === wanted)
  useEffect(() => {
    if (place < 0) return
    cards.scrollToIndex(place)
    const frame = requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-id="${wanted}"]`)?.focus())
    return () => cancelAnimationFrame(frame)
  }, [place, wanted, cards])
  return (
    <section ref={whole} className={classes.column} data-testid="board-column" data-step={step.id} data-over={over ? true : undefined} aria-label={inOwnLanguage(step.label)}>
      <ColumnHead column={column} onFold={onFold} />
      {children}
      <div ref={scroller} className={classes.cards} tabIndex={-1}>
        <div role="list" className={classes.canvas} style={{ height: cards.getTotalSize() + (line === null ? 0 : GAP) }}>
          {line !== null && <i className={classes.insert} style={{ transform: `translateY(${line * (CARD + GAP)}px)` }} aria-hidden="true" />}
          {seen.map((item) => {
            const deal = items[item.index]
            if (!deal) return null
            return (
              <DealCard key={deal.id} deal={deal} refusalLimit={refusalLimit} active={deal.id === active} selected={deal.id === selected}
                style={{ height: CARD, transform: `translateY(${item.start + (line !== null && item.index >= line ? GAP : 0)}px)` }}
                onFocus={() => onActive(deal.id)} onOpen={() => onOpen(deal.id)} onKeyDown={(event) => onKey(event, deal)} />
            )
          })}
        </div>
      </div>
    </section>
  )
}

function ColumnHead({ column, onFold }: { column: Column; onFold?: () => void }) {
  const { t } = useTranslation()
  return (
    <header className={classes.columnHead} style={{ borderColor: solid(column.step.color) }}>
      {onFold
        ? <button type="button" onClick={onFold} aria-expanded="true" title={t('pipeline.foldColumn')}>{inOwnLanguage(column.step.label)}</button>
        : <h2>{inOwnLanguage(column.step.label)}</h2>}
      <b data-testid="column-count">{count(column.count)}</b>
      <span>{sumWord(column.sums)}</span>
    </header>
  )
}

/** A step that closes, as narrow as its words; takes deals all the same. */
export function FoldedColumn({ column, onDrop, onUnfold }: ColumnProps & { onUnfold: () => void }) {
  const { t } = useTranslation()
  const whole = useRef<HTMLButtonElement>(null)
  const over = useDrop(whole, column.step, onDrop)
  return (
    <button ref={whole} type="button" className={classes.folded} style={{ borderTopColor: solid(column.step.color) }} onClick={onUnfold} aria-expanded="false"
      title={t('pipeline.unfoldColumn')} data-testid="board-folded" data-step={column.step.id} data-over={over ? true : undefined}>
      <span>
        <b>{inOwnLanguage(column.step.label)}</b> <b data-testid="column-count">{count(column.count)}</b> {sumWord(column.sums)}
      </span>
    </button>
  )
}
