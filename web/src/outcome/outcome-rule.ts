import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../api/types'
import { pipelinesQuery, stepOf } from '../pipeline/pipelines'
import { useRuleWords } from '../planning/rule-words'
import { inOwnLanguage } from '../ui/locale'

/** What an outcome does, in one sentence: "deal → Offer sent, next contact in 3 days at 10:00, call". */
export function useOutcomeRule(): (outcome: Outcome) => string {
  const { t } = useTranslation()
  const words = useRuleWords()
  const { data: pipelines } = useQuery(pipelinesQuery)
  return (outcome) => {
    const steps = outcome.steps.flatMap((id) => stepOf(pipelines, id) ?? [])
    const parts = [
      ...(outcome.refusal ? [t('outcome.rule.refusal')] : []),
      ...steps.map((step) => t('outcome.rule.step', { step: inOwnLanguage(step.label) })),
      ...(outcome.noAnswer ? [t('outcome.rule.noAnswer')] : outcome.next ? [t('outcome.rule.next', { when: words(outcome.next) })] : []),
    ]
    return parts.length > 0 ? parts.join(', ') : t('outcome.rule.none')
  }
}
