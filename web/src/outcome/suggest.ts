import { useTranslation } from 'react-i18next'
import { MORNING } from '../planning/when'

/**
 * The line that an outcome puts into "next contact", to be seen and changed before it is saved: hours from now, or a
 * working morning when it is a day or more.
 */
export function useNextWords(): (hours: number | null) => string {
  const { t } = useTranslation()
  return (hours) => {
    if (hours === null) return ''
    if (hours < 24) return t('outcome.suggest.hours', { count: hours })
    const days = Math.round(hours / 24)
    return days === 1 ? t('outcome.suggest.tomorrow', { hour: MORNING }) : t('outcome.suggest.days', { count: days, hour: MORNING })
  }
}
