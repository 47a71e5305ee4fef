import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Deal, Outcome } from '../api/types'
import { pipelinesQuery, stepOf } from '../pipeline/pipelines'
import { inOwnLanguage } from '../ui/locale'
import classes from './OutcomeForm.module.css'

/** Says beforehand what saving will do to the deal. */
export function DealEffect({ outcome, deal }: { outcome: Outcome | undefined; deal: Deal | undefined }) {
  const { t } = useTranslation()
  const { data: pipelines } = useQuery(pipelinesQuery)
  const to = stepOf(pipelines, outcome?.step)
  let words = ''
  if (!deal) words = t('outcome.effect.noDeal')
  else if (outcome?.refusal) words = t('outcome.effect.refusal', { count: deal.refusals + 1 })
  else if (!to || to.id === deal.step.id) words = t('outcome.effect.same')
  else words = t('outcome.effect.moves', { from: inOwnLanguage(deal.step.label), to: inOwnLanguage(to.label) })
  return <span className={classes.effect} data-testid="deal-effect">{outcome ? words : ''}</span>
}
