import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import { weekdayName } from '../ui/format'
import { useProblemWords } from '../ui/problem-words'
import classes from './missed.module.css'
import type { DayDraft } from './week-draft'

const ENDS = ['from', 'to'] as const

/** When somebody is there to call back, a line for each day of the week. */
export function WeekFields({ week, onChange, problem }: { week: DayDraft[]; onChange: (week: DayDraft[]) => void; problem: Problem | null }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const set = (at: number, part: Partial<DayDraft>) => onChange(week.map((day, i) => (i === at ? { ...day, ...part } : day)))
  const wrong = (field: string) => {
    if (problem?.field !== `missed.${field}`) return null
    return problem.reason === 'before-start' ? t('missedRules.beforeStart') : problem.reason === 'pattern' ? t('missedRules.noTime') : words(problem)
  }
  return (
    <div className={classes.week} role="group" aria-label={t('missedRules.week')}>
      {week.map((day, i) => {
        const name = weekdayName(i + 1)
        return (
          <div key={name} data-testid="missed-day" data-open={day.open || undefined}>
            <Checkbox label={name} checked={day.open} onChange={(event) => set(i, { open: event.currentTarget.checked })} />
            {day.open ? ENDS.map((end) => (
              <TextInput key={end} aria-label={t(`missedRules.${end}`, { day: name })} leftSectionWidth={40} leftSection={<small>{t(`missedRules.${end}Word`)}</small>} value={day[end]} maxLength={5} inputMode="numeric"
                error={wrong(`week[${i}].${end}`)} onChange={(event) => set(i, { [end]: event.currentTarget.value })} />
            )) : <span>{t('missedRules.closed')}</span>}
          </div>
        )
      })}
      {wrong('week') && <p role="alert">{t('missedRules.noDay')}</p>}
    </div>
  )
}
