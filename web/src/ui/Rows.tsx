import { useElementSize } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import classes from './Rows.module.css'

export interface Column<T> {
  key: string
  head: ReactNode
  width: string
  align?: 'end'
  /** The width of the list from which on there is room for this column; the others come first. */
  from?: number
  /** How the rows stand, when they are sorted by this column. */
  sorted?: 'ascending' | 'descending'
  /** Holds buttons instead of text. */
  tools?: boolean
  cell: (row: T) => ReactNode
  look?: (row: T) => { className?: string; style?: CSSProperties } | undefined
}

export type Entry<T> = { key: string; group: ReactNode } | { key: string; row: T }

interface RowsProps<T> {
  label: string
  columns: Column<T>[]
  entries: Entry<T>[]
  testid: string
  id: (row: T) => string
  selected?: string
  /** Key of the entry that has just been made here: the keyboard goes to it as soon as it stands in the list. */
  made?: string
  onOpen?: (row: T) => void
  /** A key pressed while a row has the focus, by its physical code; true when it was used. */
  onRowKey?: (code: string, row: T) => boolean
  onEnd?: () => void
  rowData?: (row: T) => Record<string, string | undefined>
}

const ROW = 30
const GROUP = 28

/** Text that is cut off is read whole by pointing at it. */
function tellWhole({ currentTarget: cell }: MouseEvent<HTMLElement>) {
  if (cell.scrollWidth > cell.clientWidth && !cell.dataset.tools) cell.title = cell.textContent
  else cell.removeAttribute('title')
}

/** The one list of the page: 30 px rows, only those in sight are drawn, arrows move, Enter opens. */
export function Rows<T>({ label, columns: all, entries, testid, id, selected, made, onOpen, onRowKey, onEnd, rowData }: RowsProps<T>) {
  const scroller = useRef<HTMLDivElement>(null)
  const { ref: measured, width } = useElementSize()
  const columns = all.filter((column) => width === 0 || width >= (column.from ?? 0))
  const [active, setActive] = useState<string | null>(null)
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => ('group' in (entries[i] ?? { group: null }) ? GROUP : ROW),
    getItemKey: (i) => entries[i]?.key ?? i,
    overscan: 12,
    scrollPaddingStart: GROUP,
  })
  const items = rows.getVirtualItems()

  // Rows that come in above push what is being read down: the list moves along, so that it stands still for the eye.
  const top = useRef<string | undefined>(undefined)
  const first = entries[0]?.key
  useLayoutEffect(() => {
    const place = scroller.current
    const came = top.current === undefined || top.current === first ? -1 : entries.findIndex((entry) => entry.key === top.current)
    top.current = first
    if (came > 0 && place && place.scrollTop > 0) {
      place.scrollTop += entries.slice(0, came).reduce((sum, entry) => sum + ('group' in entry ? GROUP : ROW), 0)
    }
  }, [first, entries])
  const lastSeen = items.at(-1)?.index ?? -1
  useEffect(() => {
    if (onEnd && entries.length > 0 && lastSeen >= entries.length - 5) onEnd()
  }, [lastSeen, entries.length, onEnd])

  const firstRow = entries.find((entry) => 'row' in entry)?.key
  const holder = entries.some((entry) => entry.key === active) ? active : firstRow

  // A row that goes takes the focus with it: its neighbour has it then, so that the next key goes on down the list. One that
  // goes while the focus is elsewhere leaves it to its neighbour for when it comes back.
  const place = useRef(-1)
  const before = useRef(entries)
  useEffect(() => {
    const index = entries.findIndex((entry) => entry.key === active)
    if (index < 0 && place.current >= 0) {
      if (document.activeElement === document.body) {
        const near = entries.findIndex((entry, i) => 'row' in entry && i >= Math.min(place.current, entries.length - 1))
        if (near >= 0) scroller.current?.querySelector<HTMLElement>(`[data-index="${near}"]`)?.focus()
      } else {
        const left = new Set(entries.map((entry) => entry.key))
        const nearest = [...before.current.slice(place.current), ...before.current.slice(0, place.current).reverse()].find((entry) => 'row' in entry && left.has(entry.key))
        if (nearest) setActive(nearest.key)
      }
    }
    place.current = index
    before.current = entries
  }, [entries, active])

  // Once, when it comes: where it goes afterwards nobody has asked for.
  const madeAt = made === undefined ? -1 : entries.findIndex((entry) => entry.key === made)
  const isThere = madeAt >= 0
  useEffect(() => {
    if (made === undefined || !isThere) return
    setActive(made)
    rows.scrollToIndex(madeAt)
    requestAnimationFrame(() => {
      const { activeElement } = document
      if (activeElement === document.body || scroller.current?.contains(activeElement)) scroller.current?.querySelector<HTMLElement>(`[data-index="${madeAt}"]`)?.focus()
    })
  }, [made, isThere])
  // Arrows enter the list from nowhere.
  useEffect(() => {
    const enter = (event: globalThis.KeyboardEvent) => {
      if ((event.code !== 'ArrowDown' && event.code !== 'ArrowUp') || event.defaultPrevented || event.target !== document.body) return
      scroller.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()
      event.preventDefault()
    }
    document.addEventListener('keydown', enter)
    return () => document.removeEventListener('keydown', enter)
  }, [])

  const move = (from: number, step: number) => {
    let to = from + step
    while (entries[to] && 'group' in entries[to]!) to += Math.sign(step)
    const entry = entries[to]
    if (!entry) return
    setActive(entry.key)
    rows.scrollToIndex(to)
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus())
  }
  const onKeyDown = (event: KeyboardEvent, index: number, row: T) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 }
    const step = steps[event.code]
    if (step) move(index, step > 0 ? Math.min(step, entries.length - 1 - index) : Math.max(step, -index))
    else if (event.code === 'Enter' && onOpen) onOpen(row)
    else if (!onRowKey?.(event.code, row)) return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div ref={measured} className={classes.grid} style={{ '--columns': columns.map((column) => column.width).join(' ') } as CSSProperties}>
      <div ref={scroller} className={classes.scroller} role="grid" aria-label={label} aria-rowcount={entries.length + 1} tabIndex={-1}>
        <div className={classes.headGroup} role="rowgroup">
          <div className={classes.head} role="row" aria-rowindex={1}>
            {columns.map((column) => (
              <div key={column.key} className={classes.cell} role="columnheader" data-align={column.align} aria-sort={column.sorted}>{column.head}</div>
            ))}
          </div>
        </div>
        <div className={classes.canvas} role="rowgroup" style={{ height: rows.getTotalSize() }}>
          {items.map((item) => {
            const entry = entries[item.index]
            if (!entry) return null
            const at = { transform: `translateY(${item.start}px)` }
            if ('group' in entry) {
              return (
                <div key={entry.key} role="row" aria-rowindex={item.index + 2} style={at} className={classes.group}>
                  <span role="gridcell">{entry.group}</span>
                </div>
              )
            }
            const rowId = id(entry.row)
            return (
              <div key={entry.key} role="row" aria-rowindex={item.index + 2} style={at} className={classes.row}
                data-testid={testid} data-id={rowId} data-index={item.index} data-opens={onOpen ? true : undefined} {...rowData?.(entry.row)}
                aria-selected={selected !== undefined && rowId === selected} tabIndex={entry.key === holder ? 0 : -1}
                onFocus={() => setActive(entry.key)} onClick={() => onOpen?.(entry.row)}
                onKeyDown={(event) => onKeyDown(event, item.index, entry.row)}>
                {columns.map((column) => {
                  const look = column.look?.(entry.row)
                  return (
                    <div key={column.key} role="gridcell" data-align={column.align} data-tools={column.tools || undefined}
                      className={`${classes.cell} ${look?.className ?? ''}`} style={look?.style} onMouseEnter={tellWhole}>
                      {column.cell(entry.row)}
                    </div>
                  )
                })}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
