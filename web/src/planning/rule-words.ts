import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ContactRule } from '../api/types'
import { booksQuery, offeredIn } from '../book/books'
import { inOwnLanguage } from '../ui/locale'
import { MORNING } from './when'

/** A rule in words: "in 3 days at 10:00, a call". */
export function useRuleWords(): (rule: ContactRule) => string {
  const { t } = useTranslation()
  const { data: books } = useQuery(booksQuery)
  return ({ amount, unit, time, kind, topic }) => {
    const span = t(`rule.in.${unit}`, { count: amount })
    const at = unit === 'hours' ? '' : ` ${t('rule.at', { time: time ?? `${MORNING}:00` })}`
    const known = offeredIn(books, 'contact-kind').find((entry) => entry.code === kind)
    const what = known ? `, ${inOwnLanguage(known.label).toLocaleLowerCase()}` : ''
    return `${span}${at}${what}${topic ? ` «${topic}»` : ''}`
  }
}
