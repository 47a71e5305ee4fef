import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Deal } from '../api/types'
import { Key } from '../ui/Pieces'
import { catchUp, take, written } from '../ui/catch-up'
import { useProblemWords } from '../ui/problem-words'
import { useUndoToast } from '../undo/undo'
import { applyDeal, currentOf, writerOf } from './board'
import { changeOf, type DealDraft, draftOf, isSum } from './deal-draft'
import { DealFields } from './DealFields'
import { patchDeal } from './deals'
import classes from './pipeline.module.css'

interface DealEditProps {
  deal: Deal
  owners: { id: string; name: string }[]
  onDone: () => void
}

/** Changes a deal. When a colleague was faster it says who wrote what, and keeps what was typed here. */
export function DealEdit({ deal: opened, owners, onDone }: DealEditProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const queries = useQueryClient()
  const undoToast = useUndoToast()
  const [base, setBase] = useState(opened)
  const [draft, setDraft] = useState(() => draftOf(opened))
  const [meanwhile, setMeanwhile] = useState<{ who: string | undefined; fields: (keyof DealDraft)[]; clashes: (keyof DealDraft)[] } | null>(null)
  const save = useMutation({
    mutationFn: () => patchDeal(base, changeOf(draftOf(base), draft)),
    onSuccess: ({ undo, ...deal }) => {
      applyDeal(queries, deal)
      undoToast(t('pipeline.saved'), undo ?? undefined)
      onDone()
    },
    onError: (thrown) => {
      const problem = Problem.of(thrown)
      const now = currentOf(problem)
      if (!now) return
      const { draft: merged, clashes } = catchUp(draftOf(base), draftOf(now), draft)
      setMeanwhile({ who: writerOf(problem), fields: written(draftOf(base), draftOf(now)), clashes })
      setDraft(merged)
      setBase(now)
      applyDeal(queries, now)
    },
  })
  const takeOver = (field: keyof DealDraft) => {
    setDraft(take(draft, draftOf(base), [field]))
    setMeanwhile(meanwhile && { ...meanwhile, clashes: meanwhile.clashes.filter((one) => one !== field) })
  }
  const problem = save.error ? Problem.of(save.error) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (draft.title.trim() === '' || !isSum(draft.amount) || save.isPending) return
    if (Object.keys(changeOf(draftOf(base), draft)).length === 0) onDone()
    else save.mutate()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === 'Escape') onDone()
    else if (event.code === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
    else return
    event.preventDefault()
  }
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={onKeyDown} data-testid="deal-edit">
      {meanwhile && (
        <p className={classes.meanwhile} role="alert" data-testid="deal-meanwhile">
          {t('pipeline.meanwhile', { who: meanwhile.who ?? t('pipeline.somebody') })}{' '}
          {meanwhile.fields.length > 0 && <b>{meanwhile.fields.map((field) => t(`pipeline.field.${field}`)).join(', ')}. </b>}
          {t('pipeline.meanwhileNext')}
        </p>
      )}
      <DealFields draft={draft} onDraft={setDraft} owners={owners} problem={problem} theirs={draftOf(base)} clashes={meanwhile?.clashes} onTake={takeOver} />
      {problem && problem.reason !== 'stale' && !problem.field && <p className={classes.fault} role="alert">{words(problem)}</p>}
      <div className={classes.buttons}>
        <Button size="xs" type="submit" variant="filled" loading={save.isPending} rightSection={<Key onAccent>{t('keys.ctrlEnter')}</Key>} data-testid="deal-save">{t('pipeline.save')}</Button>
        <Button size="xs" onClick={onDone}>{t('pipeline.cancel')}</Button>
      </div>
    </form>
  )
}
