import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import { BookSelect } from '../book/BookSelect'
import { useProblemWords } from '../ui/problem-words'
import { CURRENCIES, type DealDraft, isSum } from './deal-draft'
import classes from './pipeline.module.css'

interface DealFieldsProps {
  draft: DealDraft
  onDraft: (draft: DealDraft) => void
  owners: { id: string; name: string }[]
  problem: Problem | null
}

/** The fields of a deal, the same for a new one and for one that is changed; a refusal stands at its field. */
export function DealFields({ draft, onDraft, owners, problem }: DealFieldsProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const set = (part: Partial<DealDraft>) => onDraft({ ...draft, ...part })
  const fault = (field: string) => (problem?.field === field ? words(problem) : undefined)
  const currencies = CURRENCIES.includes(draft.currency) ? CURRENCIES : [draft.currency, ...CURRENCIES]
  return (
    <>
      <TextInput size="xs" label={t('pipeline.deal')} value={draft.title} autoFocus maxLength={200} required data-testid="deal-title" error={fault('title')}
        onChange={(event) => set({ title: event.currentTarget.value })} />
      <div className={classes.sum}>
        <TextInput size="xs" label={t('pipeline.amount')} value={draft.amount} inputMode="decimal" data-testid="deal-amount"
          error={isSum(draft.amount) ? fault('amount') : t('pipeline.wrongAmount')} onChange={(event) => set({ amount: event.currentTarget.value })} />
        <NativeSelect size="xs" label={t('pipeline.currency')} value={draft.currency} data={currencies} data-testid="deal-currency"
          onChange={(event) => set({ currency: event.currentTarget.value })} />
      </div>
      <NativeSelect size="xs" label={t('pipeline.owner')} value={draft.owner ?? ''} data-testid="deal-owner" error={fault('owner')}
        data={[{ value: '', label: t('pipeline.noOwner') }, ...owners.map((one) => ({ value: one.id, label: one.name }))]}
        onChange={(event) => set({ owner: event.currentTarget.value || null })} />
      <BookSelect book="source" label={t('pipeline.source')} value={draft.source} data-testid="deal-source" error={fault('source')} onChoose={(source) => set({ source })} />
      <TextInput size="xs" type="date" label={t('pipeline.expectedOn')} value={draft.expectedOn} data-testid="deal-expected" error={fault('expectedOn')}
        onChange={(event) => set({ expectedOn: event.currentTarget.value })} />
      <Textarea size="xs" label={t('pipeline.description')} value={draft.description} autosize minRows={2} maxRows={8} maxLength={4000} data-testid="deal-description"
        error={fault('description')} onChange={(event) => set({ description: event.currentTarget.value })} />
    </>
  )
}
