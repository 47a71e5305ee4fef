import { useEffect, useRef, type ReactNode } from 'react'
import { isField, KeyPlace, useKeyPlace } from './keys'
import classes from './SplitView.module.css'

interface SplitViewProps {
  side: ReactNode
  onClose: () => void
  children: ReactNode
}

/** Whether what has been opened lies over the list. */
const isOver = (opened: HTMLElement, list: HTMLElement) => opened.getBoundingClientRect().left < list.getBoundingClientRect().right

/** A list and the row opened beside it; where the screen is narrow the row takes the list's place. Escape brings it back. */
export function SplitView({ side, onClose, children }: SplitViewProps) {
  const open = Boolean(side)
  const list = useRef<HTMLDivElement>(null)
  const opened = useRef<HTMLDivElement>(null)
  const { place, onKeyDown } = useKeyPlace()
  useEffect(() => {
    if (!open) return
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isField(event.target)) onClose()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [open, onClose])
  // Whoever works by keys goes with what is in sight: into what takes the list's place, and back to the row. What was closed
  // by a key of its own takes the focus with it wherever it lay.
  useEffect(() => {
    const rows = list.current
    if (!open || !rows || !opened.current) return
    const { activeElement } = document
    if (isOver(opened.current, rows) && (activeElement === document.body || rows.contains(activeElement))) opened.current.focus({ preventScroll: true })
    return () => {
      if (document.activeElement === document.body) rows.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()
    }
  }, [open])
  return (
    <div className={classes.split} data-open={open || undefined}>
      <div ref={list} className={classes.list}>{children}</div>
      {open && <KeyPlace value={place}><div ref={opened} className={classes.side} tabIndex={-1} onKeyDown={onKeyDown}>{side}</div></KeyPlace>}
    </div>
  )
}
