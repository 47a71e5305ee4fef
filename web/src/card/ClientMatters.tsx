import { IconAlertTriangle, IconClock } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Client } from '../api/types'
import { StepBar } from '../pipeline/StepBar'
import { dealsQuery } from '../pipeline/deals'
import { NewDeal } from '../pipeline/NewDeal'
import { pipelinesQuery } from '../pipeline/pipelines'
import { planAheadQuery } from '../planning/plans'
import { useNow } from '../ui/clock'
import { dueOf } from '../ui/due'
import { dayAndTime, days, money } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { Section, WithSquare } from '../ui/Pieces'
import { daysBetween } from '../ui/zone'
import classes from './ClientPage.module.css'

const useOpenDeals = (clientId: string) => {
  const { data } = useInfiniteQuery(dealsQuery({ client: clientId }))
  return data?.pages.flatMap((page) => page.items) ?? []
}

/** What can't wait: deals that were refused more than once, contacts whose time has passed. */
export function NeedsNow({ client }: { client: Client }) {
  const { t } = useTranslation()
  const refused = useOpenDeals(client.id).filter((deal) => deal.refusals > 1)
  const now = useNow(30)
  const late = useQuery(planAheadQuery(client.id)).data?.filter((plan) => dueOf(plan.at, now) === 'overdue') ?? []
  if (refused.length + late.length === 0) return null
  return (
    <Section title={t('client.needsNow')}>
      {refused.map((deal) => (
        <p key={deal.id} className={classes.need} data-tone="overdue">
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden="true" />
          {t('card.refused', { count: deal.refusals, deal: deal.title })}
        </p>
      ))}
      {late.map((plan) => (
        <p key={plan.id} className={classes.need} data-tone="today">
          <IconClock size={15} stroke={1.75} aria-hidden="true" />
          {t('card.waits', { since: dayAndTime(plan.at) })}
        </p>
      ))}
    </Section>
  )
}

export function ClientDeals({ clientId }: { clientId: string }) {
  const { t } = useTranslation()
  const deals = useOpenDeals(clientId)
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  return (
    <Section title={t('card.deals')} aside={deals.length > 0 && deals.length}>
      {deals.map((deal) => (
        <div key={deal.id} className={classes.deal} data-testid="client-deal">
          <Link to="/deals" search={{ deal: deal.id }}>{deal.title}</Link>
          <div>
            <WithSquare color={deal.step.color}>{inOwnLanguage(deal.step.label)}</WithSquare>
            <b>{money(deal.amount, deal.currency)}</b>
          </div>
          <StepBar step={deal.step} steps={pipelines.find((one) => one.id === deal.pipeline)?.steps ?? []} />
          <small>{t('pipeline.onStep', { days: days(Math.max(0, daysBetween(Date.parse(deal.stepSince), Date.now()))) })}</small>
        </div>
      ))}
      <NewDeal clientId={clientId} />
    </Section>
  )
}
