import { useTranslation } from 'react-i18next'
import type { Outcome } from '../api/types'
import { MORNING } from '../planning/when'
import { wallOf } from '../ui/zone'

/**
 * The line that an outcome puts into "next contact", to be seen and changed before it is saved. The server plans by the same
 * rule when the line is left as it is.
 */
export function useNextWords(): (outcome: Outcome) => string {
  const { t } = useTranslation()
  return ({ next }) => {
    if (!next) return ''
    if (next.unit === 'hours') return t('outcome.suggest.hours', { count: next.amount })
    const time = next.time ?? `${MORNING}:00`
    const days = daysAhead(next.amount, next.unit === 'workdays', wallOf(new Date()))
    return days === 1 ? t('outcome.suggest.tomorrow', { time }) : t('outcome.suggest.days', { count: days, time })
  }
}

/** Calendar days until that many days, or working days, have passed; never a Saturday or Sunday. */
export function daysAhead(amount: number, working: boolean, today: { year: number; month: number; day: number }): number {
  const weekday = (days: number) => new Date(Date.UTC(today.year, today.month - 1, today.day + days)).getUTCDay()
  const toWorkday = (days: number) => days + ({ 6: 2, 0: 1 }[weekday(days)] ?? 0)
  if (!working) return toWorkday(amount)
  let days = 0
  for (let left = amount; left > 0; left--) days = toWorkday(days + 1)
  return days
}
