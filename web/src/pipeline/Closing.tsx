import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, Step } from '../api/types'
import { booksQuery, offeredIn } from '../book/books'
import { inOwnLanguage } from '../ui/locale'
import { WithSquare } from '../ui/Pieces'
import classes from './pipeline.module.css'

interface ClosingProps {
  deal: Deal
  step: Step
  /** Told the reason, or null when there is none. */
  onDone: (reason: string | null) => void
  onCancel: () => void
}

/** Asks why a deal was won or lost, where it is put: one press closes it. */
export function Closing({ deal, step, onDone, onCancel }: ClosingProps) {
  const { t } = useTranslation()
  const { data: books } = useQuery(booksQuery)
  const box = useRef<HTMLDivElement>(null)
  const known = books !== undefined
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    if (known) box.current?.querySelector('button')?.focus()
  }, [known])
  return (
    <div ref={box} className={classes.closing} role="group" data-testid="closing" aria-label={t(step.kind === 'won' ? 'pipeline.whyWon' : 'pipeline.whyLost')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onCancel()
      }}>
      <p><b>{deal.title}</b> <WithSquare color={step.color}>{inOwnLanguage(step.label)}</WithSquare></p>
      <p>{t(step.kind === 'won' ? 'pipeline.whyWon' : 'pipeline.whyLost')}</p>
      <div className={classes.reasons}>
        {offeredIn(books, step.kind === 'won' ? 'reason-won' : 'reason-lost').map((entry) => (
          <button key={entry.id} type="button" onClick={() => onDone(entry.id)} data-testid="closing-reason" data-id={entry.id}>{inOwnLanguage(entry.label)}</button>
        ))}
      </div>
      <div className={classes.buttons}>
        <Button size="xs" onClick={() => onDone(null)} data-testid="closing-done">{t('pipeline.closeWithout')}</Button>
        <Button size="xs" onClick={onCancel}>{t('pipeline.cancel')}</Button>
      </div>
    </div>
  )
}
