import { IconCalendar, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../api/types'
import { inOwnLanguage } from '../ui/locale'
import { PeriodPicker } from '../ui/PeriodPicker'
import { Pick } from '../ui/Pick'
import { IconButton } from '../ui/Pieces'
import { Typed } from '../ui/Typed'
import classes from './calllog.module.css'
import { type CallFilter, DIRECTIONS, RESULTS } from './filter'

/** What can be chosen; who knows it puts it in. */
export interface FilterChoices {
  operators: { id: string; name: string }[]
  outcomes: Outcome[]
}

interface FilterBarProps {
  filter: CallFilter
  choices: FilterChoices
  onFilter: (filter: CallFilter) => void
}

export function FilterBar({ filter, choices, onFilter }: FilterBarProps) {
  const { t } = useTranslation()
  const set = (part: CallFilter) => onFilter({ ...filter, ...part })
  const any = Object.values(filter).some((value) => value !== undefined)
  return (
    <div className={classes.filters} role="search">
      <PeriodPicker from={filter.from} to={filter.to} onChange={(from, to) => set({ from, to })} icon={IconCalendar} />
      <Pick testid="filter-operator" name={t('calllog.operator')} value={filter.operator} onPick={(operator) => set({ operator })}
        choices={choices.operators.map(({ id, name }) => ({ value: id, label: name }))} />
      <Pick testid="filter-direction" name={t('calllog.way')} value={filter.direction} onPick={(value) => set({ direction: DIRECTIONS.find((one) => one === value) })}
        choices={DIRECTIONS.map((value) => ({ value, label: t(`calllog.direction.${value}`) }))} />
      <Pick testid="filter-result" name={t('calllog.result')} value={filter.result} onPick={(value) => set({ result: RESULTS.find((one) => one === value) })}
        choices={RESULTS.map((value) => ({ value, label: t(`calllog.resultWord.${value}`) }))} />
      <Pick testid="filter-outcome" name={t('calllog.outcome')} value={filter.outcome} onPick={(outcome) => set({ outcome })}
        choices={choices.outcomes.map((one) => ({ value: one.id, label: inOwnLanguage(one.label) }))} />
      <Pick testid="filter-recording" name={t('calllog.recording')} value={filter.recording} onPick={(value) => set({ recording: value === 'yes' || value === 'no' ? value : undefined })}
        choices={[{ value: 'yes', label: t('calllog.withRecording') }, { value: 'no', label: t('calllog.withoutRecording') }]} />
      <Typed testid="filter-number" name={t('calllog.number')} value={filter.number} onType={(number) => set({ number })} />
      <Typed testid="filter-queue" name={t('calllog.queue')} value={filter.queue} onType={(queue) => set({ queue })} />
      {any && <IconButton icon={IconX} label={t('calllog.clear')} onClick={() => onFilter({})} data-testid="filter-clear" />}
    </div>
  )
}
