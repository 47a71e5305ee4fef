import { IconAlertTriangle, IconCheck, IconClock, IconX } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Client, Plan } from '../api/types'
import { StepBar } from '../pipeline/StepBar'
import { dealsQuery } from '../pipeline/deals'
import { NewDeal } from '../pipeline/NewDeal'
import { pipelinesQuery } from '../pipeline/pipelines'
import { PlanContact } from '../planning/PlanContact'
import { usePatchPlan } from '../planning/plans'
import { dayAndTime, days, money, timeOrDay } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { Chip, IconButton, Section, WithSquare } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastFailed, toastOffer } from '../ui/toast'
import { daysBetween } from '../ui/zone'
import classes from './ClientPage.module.css'
import { PLAN_ICON } from './TimelineItems'
import { timelineQuery } from './timeline'

const useOpenDeals = (clientId: string) => {
  const { data } = useInfiniteQuery(dealsQuery({ client: clientId }))
  return data?.pages.flatMap((page) => page.items) ?? []
}

function useAhead(clientId: string): Plan[] {
  const { data } = useInfiniteQuery(timelineQuery(clientId, undefined))
  return data?.pages[0]?.ahead ?? []
}

const isLate = (plan: Plan) => Date.parse(plan.at) < Date.now()

/** What can't wait: deals that were refused more than once, contacts whose time has passed. */
export function NeedsNow({ client }: { client: Client }) {
  const { t } = useTranslation()
  const refused = useOpenDeals(client.id).filter((deal) => deal.refusals > 1)
  const late = useAhead(client.id).filter(isLate)
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

/** What is planned with the client: held or cancelled by one button, and back again. */
export function ClientPlan({ client }: { client: Client }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const ahead = useAhead(client.id)
  const patch = usePatchPlan()
  const onError = (thrown: unknown) => toastFailed(words(Problem.of(thrown)))
  const close = (plan: Plan, status: 'held' | 'cancelled') =>
    patch.mutate({ plan, status }, {
      onError,
      onSuccess: (closed) => toastOffer(t(status === 'held' ? 'planning.held' : 'planning.cancelled'), t('undo.do'), () => patch.mutate({ plan: closed, status: 'planned' }, { onError })),
    })
  return (
    <Section title={t('client.plan')} aside={ahead.length > 0 && ahead.length}>
      {ahead.map((plan) => {
        const tone = isLate(plan) ? 'overdue' : daysBetween(Date.now(), Date.parse(plan.at)) === 0 ? 'today' : 'plain'
        return (
          <div key={plan.id} className={classes.plan} data-testid="client-plan">
            <Chip tone={tone} icon={PLAN_ICON[plan.kind]}>{timeOrDay(plan.at)}</Chip>
            <span>{plan.topic ?? t(`planning.kind.${plan.kind}`)}</span>
            <IconButton icon={IconCheck} label={t('client.planHeld')} data-testid="plan-held" onClick={() => close(plan, 'held')} />
            <IconButton icon={IconX} label={t('client.planCancel')} onClick={() => close(plan, 'cancelled')} />
          </div>
        )
      })}
      <PlanContact clientId={client.id} />
    </Section>
  )
}
