import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, Step } from '../api/types'
import { inOwnLanguage } from '../ui/locale'
import { WithSquare } from '../ui/Pieces'
import { wordsQuery } from './deals'
import classes from './pipeline.module.css'

interface ClosingProps {
  deal: Deal
  step: Step
  onDone: (reason: string) => void
  onCancel: () => void
}

/** Asks why a deal was won or lost, where it is put; one press when the reason was used before. */
export function Closing({ deal, step, onDone, onCancel }: ClosingProps) {
  const { t } = useTranslation()
  const { data } = useQuery(wordsQuery)
  const [typed, setTyped] = useState('')
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [])
  const known = (step.kind === 'won' ? data?.won : data?.lost) ?? []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onDone(typed.trim())
  }
  return (
    <form ref={form} className={classes.closing} onSubmit={submit} data-testid="closing" aria-label={t('pipeline.reason')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onCancel()
      }}>
      <p><b>{deal.title}</b> <WithSquare color={step.color}>{inOwnLanguage(step.label)}</WithSquare></p>
      <TextInput size="xs" label={t(step.kind === 'won' ? 'pipeline.whyWon' : 'pipeline.whyLost')} value={typed} autoFocus maxLength={80} data-testid="closing-reason"
        onChange={(event) => setTyped(event.currentTarget.value)} />
      {known.length > 0 && (
        <div className={classes.reasons}>
          {known.slice(0, 6).map((word) => <button key={word} type="button" onClick={() => onDone(word)} data-testid="closing-known">{word}</button>)}
        </div>
      )}
      <div className={classes.buttons}>
        <Button size="xs" type="submit" variant="filled" data-testid="closing-done">{t(typed.trim() ? 'pipeline.close' : 'pipeline.closeWithout')}</Button>
        <Button size="xs" onClick={onCancel}>{t('pipeline.cancel')}</Button>
      </div>
    </form>
  )
}
