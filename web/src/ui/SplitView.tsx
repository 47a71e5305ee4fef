import { useEffect, type ReactNode } from 'react'
import { isField } from './keys'
import classes from './SplitView.module.css'

interface SplitViewProps {
  side: ReactNode
  onClose: () => void
  children: ReactNode
}

/** A list and the row opened beside it; where the screen is narrow the row takes the list's place. Escape brings it back. */
export function SplitView({ side, onClose, children }: SplitViewProps) {
  const open = Boolean(side)
  useEffect(() => {
    if (!open) return
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isField(event.target)) onClose()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [open, onClose])
  return (
    <div className={classes.split} data-open={open || undefined}>
      <div className={classes.list}>{children}</div>
      {open && <div className={classes.side}>{side}</div>}
    </div>
  )
}
