import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import { booksQuery, entryName } from '../book/books'
import { BookSelect } from '../book/BookSelect'
import { useProblemWords } from '../ui/problem-words'
import { Theirs } from '../ui/Theirs'
import { dayOf } from './deal-columns'
import { CURRENCIES, type DealDraft, isSum } from './deal-draft'
import classes from './pipeline.module.css'

interface DealFieldsProps {
  draft: DealDraft
  onDraft: (draft: DealDraft) => void
  owners: { id: string; name: string }[]
  problem: Problem | null
  /** What somebody else wrote meanwhile, and in which fields both did. */
  theirs?: DealDraft
  clashes?: (keyof DealDraft)[]
  onTake?: (field: keyof DealDraft) => void
}

/** The fields of a deal, the same for a new one and for one that is changed; a refusal stands at its field. */
export function DealFields({ draft, onDraft, owners, problem, theirs, clashes = [], onTake }: DealFieldsProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const set = (part: Partial<DealDraft>) => onDraft({ ...draft, ...part })
  const fault = (field: string) => (problem?.field === field ? words(problem) : undefined)
  const { data: books } = useQuery(booksQuery)
  const textOf = (field: keyof DealDraft, { owner, source, expectedOn, ...plain }: DealDraft): string => {
    if (field === 'owner') return owners.find((one) => one.id === owner)?.name ?? ''
    if (field === 'source') return entryName(books, source)
    if (field === 'expectedOn') return expectedOn && dayOf(expectedOn)
    return plain[field]
  }
  const other = (field: keyof DealDraft) => ({
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
    description: theirs && clashes.includes(field) && <Theirs text={textOf(field, theirs)} testid={`theirs-${field}`} onTake={() => onTake?.(field)} />,
  })
  const currencies = CURRENCIES.includes(draft.currency) ? CURRENCIES : [draft.currency, ...CURRENCIES]
  return (
    <>
      <TextInput size="xs" label={t('pipeline.deal')} value={draft.title} autoFocus maxLength={200} required data-testid="deal-title" {...other('title')} error={fault('title')}
        onChange={(event) => set({ title: event.currentTarget.value })} />
      <div className={classes.sum}>
        <TextInput size="xs" label={t('pipeline.amount')} value={draft.amount} inputMode="decimal" data-testid="deal-amount" {...other('amount')}
          error={isSum(draft.amount) ? fault('amount') : t('pipeline.wrongAmount')} onChange={(event) => set({ amount: event.currentTarget.value })} />
        <NativeSelect size="xs" label={t('pipeline.currency')} value={draft.currency} data={currencies} data-testid="deal-currency" {...other('currency')}
          onChange={(event) => set({ currency: event.currentTarget.value })} />
      </div>
      <NativeSelect size="xs" label={t('pipeline.owner')} value={draft.owner ?? ''} data-testid="deal-owner" {...other('owner')} error={fault('owner')}
        data={[{ value: '', label: t('pipeline.noOwner') }, ...owners.map((one) => ({ value: one.id, label: one.name }))]}
        onChange={(event) => set({ owner: event.currentTarget.value || null })} />
      <BookSelect book="source" label={t('pipeline.source')} value={draft.source} data-testid="deal-source" {...other('source')} error={fault('source')} onChoose={(source) => set({ source })} />
      <TextInput size="xs" type="date" label={t('pipeline.expectedOn')} value={draft.expectedOn} data-testid="deal-expected" {...other('expectedOn')} error={fault('expectedOn')}
        onChange={(event) => set({ expectedOn: event.currentTarget.value })} />
      <Textarea size="xs" label={t('pipeline.description')} value={draft.description} autosize minRows={2} maxRows={8} maxLength={4000} data-testid="deal-description" {...other('description')}
        error={fault('description')} onChange={(event) => set({ description: event.currentTarget.value })} />
    </>
  )
}
