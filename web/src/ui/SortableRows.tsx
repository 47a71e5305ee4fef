import { IconGripVertical } from '@tabler/icons-react'
import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ui.module.css'

interface SortableRowsProps<T> {
  items: T[]
  label: string
  onOrder: (ids: string[]) => void
  children: (item: T) => ReactNode
}

/** Rows put in order by their handle: dragged, or with the arrow keys while the handle has the focus. */
export function SortableRows<T extends { id: string }>({ items, label, onOrder, children }: SortableRowsProps<T>) {
  const { t } = useTranslation()
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const ids = items.map((item) => item.id)
  const move = (id: string, to: number) => {
    if (to < 0 || to >= ids.length) return
    const rest = ids.filter((other) => other !== id)
    onOrder([...rest.slice(0, to), id, ...rest.slice(to)])
  }
  const onKeyDown = (event: KeyboardEvent, place: number, id: string) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step === 0) return
    event.preventDefault()
    move(id, place + step)
  }
  const onDrop = (event: DragEvent, place: number) => {
    event.preventDefault()
    if (dragged) move(dragged, place)
    setDragged(null)
    setOver(null)
  }
  return (
    <ul className={classes.sortable} aria-label={label}>
      {items.map((item, place) => (
        <li key={item.id} data-over={(over === item.id && dragged !== item.id) || undefined} data-dragged={dragged === item.id || undefined}
          onDragOver={(event) => {
            if (dragged) event.preventDefault()
            setOver(item.id)
          }}
          onDrop={(event) => onDrop(event, place)}>
          <button type="button" draggable className={classes.grip} aria-label={t('sort.handle')} title={t('sort.handle')} data-testid="sort-handle"
            onKeyDown={(event) => onKeyDown(event, place, item.id)}
            onDragStart={() => setDragged(item.id)}
            onDragEnd={() => {
              setDragged(null)
              setOver(null)
            }}>
            <IconGripVertical size={14} stroke={1.75} aria-hidden="true" />
          </button>
          {children(item)}
        </li>
      ))}
    </ul>
  )
}
