import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Deal, Outcome } from '../api/types'
import { persistenceQuery } from '../planning/persistence'
import { pipelinesQuery } from '../pipeline/pipelines'
import { inOwnLanguage } from '../ui/locale'
import classes from './OutcomeForm.module.css'

/** Says beforehand what saving will do to the deal. */
export function DealEffect({ outcome, deal }: { outcome: Outcome | undefined; deal: Deal | undefined }) {
  const { t } = useTranslation()
  const { data: pipelines } = useQuery(pipelinesQuery)
  const { data: persistence } = useQuery(persistenceQuery)
  const own = pipelines?.find((one) => one.id === deal?.pipeline)?.steps
  const to = own?.find((step) => outcome?.steps.includes(step.id))
  const lost = own?.find((step) => step.kind === 'lost')
  const isLost = deal && persistence && deal.refusals + 1 >= persistence.refusalsUntilLost
  let words = ''
  if (!deal) words = t('outcome.effect.noDeal')
  else if (outcome?.refusal && isLost && lost) words = t('outcome.effect.lost', { count: deal.refusals + 1, step: inOwnLanguage(lost.label) })
  else if (outcome?.refusal) words = t('outcome.effect.refusal', { count: deal.refusals + 1 })
  else if (!to || to.id === deal.step.id) words = t('outcome.effect.same')
  else words = t('outcome.effect.moves', { from: inOwnLanguage(deal.step.label), to: inOwnLanguage(to.label) })
  return <span className={classes.effect} data-testid="deal-effect">{outcome ? words : ''}</span>
}
