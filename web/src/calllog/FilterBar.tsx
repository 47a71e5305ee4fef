import { IconCalendar, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../api/types'
import { hourSpan, weekdayName } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { PeriodPicker } from '../ui/PeriodPicker'
import { Pick } from '../ui/Pick'
import { IconButton } from '../ui/Pieces'
import { Typed } from '../ui/Typed'
import classes from './calllog.module.css'
import { type CallFilter, DIRECTIONS, isFiltered, RESULTS } from './filter'
import { TalkPicker } from './TalkPicker'

/** What can be chosen; who knows it puts it in. */
export interface FilterChoices {
  operators: { id: string; name: string }[]
  teams: { id: string; name: string }[]
  queues: string[]
  /** Whose calls are shown, when the address says so. */
  client?: string
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
  return (
    <div className={classes.filters} role="search">
      {filter.client && (
        <button type="button" className={classes.target} data-on data-testid="filter-client" onClick={() => set({ client: undefined })} title={t('calllog.allClients')}>
          {choices.client ?? t('calllog.client')}<IconX size={14} stroke={1.75} aria-hidden="true" />
        </button>
      )}
      <PeriodPicker from={filter.from} to={filter.to} onChange={(from, to) => set({ from, to })} icon={IconCalendar} />
      <Pick testid="filter-operator" name={t('calllog.operator')} value={filter.operator} onPick={(operator) => set({ operator })}
        choices={choices.operators.map(({ id, name }) => ({ value: id, label: name }))} />
      {choices.teams.length > 0 && (
        <Pick testid="filter-team" name={t('calllog.team')} value={filter.team} onPick={(team) => set({ team })} choices={choices.teams.map(({ id, name }) => ({ value: id, label: name }))} />
      )}
      <Pick testid="filter-direction" name={t('calllog.way')} value={filter.direction} onPick={(value) => set({ direction: DIRECTIONS.find((one) => one === value) })}
        choices={DIRECTIONS.map((value) => ({ value, label: t(`calllog.direction.${value}`) }))} />
      <Pick testid="filter-result" name={t('calllog.result')} value={filter.result} onPick={(value) => set({ result: RESULTS.find((one) => one === value) })}
        choices={RESULTS.map((value) => ({ value, label: t(`calllog.resultWord.${value}`) }))} />
      <Pick testid="filter-outcome" name={t('calllog.outcome')} value={filter.outcome} onPick={(outcome) => set({ outcome })}
        choices={choices.outcomes.map((one) => ({ value: one.id, label: inOwnLanguage(one.label) }))} />
      {(filter.weekday || filter.hour) && (
        <button type="button" className={classes.target} data-on data-testid="filter-hours" onClick={() => set({ weekday: undefined, hour: undefined })} title={t('calllog.anyHour')}>
          {[filter.weekday && weekdayName(Number(filter.weekday)), filter.hour && hourSpan(Number(filter.hour))].filter(Boolean).join(', ')}<IconX size={14} stroke={1.75} aria-hidden="true" />
        </button>
      )}
      <TalkPicker min={filter.minTalk} max={filter.maxTalk} onChange={(minTalk, maxTalk) => set({ minTalk, maxTalk })} />
      {(choices.queues.length > 0 || filter.queue) && (
        <Pick testid="filter-queue" name={t('calllog.queue')} value={filter.queue} onPick={(queue) => set({ queue })} choices={choices.queues.map((value) => ({ value, label: value }))} />
      )}
      <Pick testid="filter-recording" name={t('calllog.recording')} value={filter.recording} onPick={(value) => set({ recording: value === 'yes' || value === 'no' ? value : undefined })}
        choices={[{ value: 'yes', label: t('calllog.withRecording') }, { value: 'no', label: t('calllog.withoutRecording') }]} />
      <Typed testid="filter-number" name={t('calllog.number')} value={filter.number} onType={(number) => set({ number })} />
      {isFiltered(filter) && <IconButton icon={IconX} label={t('calllog.clear')} onClick={() => onFilter({ segment: filter.segment })} data-testid="filter-clear" />}
    </div>
  )
}
