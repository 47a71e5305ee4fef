import { Menu } from '@mantine/core'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Deal, Step } from '../api/types'
import { days, dayWord, EMPTY, money } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { Empty, Facts, IconButton, Section, Skeleton, solid, WithSquare } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastDone, toastFailed } from '../ui/toast'
import { daysBetween } from '../ui/zone'
import { Next } from './deal-columns'
import { dealQuery, usePatchDeal } from './deals'
import classes from './pipeline.module.css'
import { pipelinesQuery } from './pipelines'

export function DealDetails({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: deal, error } = useQuery(dealQuery(id))
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  if (error) return <Empty title={words(Problem.of(error))} />
  if (!deal) return <Skeleton rows={6} />
  const steps = pipelines.find((pipeline) => pipeline.id === deal.pipeline)?.steps ?? []
  const rows: [string, ReactNode][] = [
    [t('pipeline.amount'), money(deal.amount, deal.currency)],
    [t('pipeline.owner'), deal.owner?.name ?? EMPTY],
    [t('pipeline.next'), <Next key="n" deal={deal} />],
    [t('planning.talked'), deal.lastTalkAt ? dayWord(deal.lastTalkAt) : EMPTY],
    [t('pipeline.refusals'), String(deal.refusals)],
    [t('pipeline.created'), dayWord(deal.createdAt)],
  ]
  if (deal.closedAt) rows.push([t('pipeline.closed'), dayWord(deal.closedAt)])
  return (
    <article data-testid="deal-details" data-id={deal.id} aria-label={deal.title}>
      <header className={classes.head}>
        <div>
          <h2>{deal.title}</h2>
          <p><Link to="/clients/$id" params={{ id: deal.client.id }}>{[deal.client.name, deal.client.company].filter(Boolean).join(', ')}</Link> · {t('card.dealNumber', { id: deal.id })}</p>
        </div>
        <IconButton icon={IconX} label={t('calllog.close')} onClick={onClose} data-testid="close-details" />
      </header>
      <Section title={t('pipeline.step')} aside={t('pipeline.onStep', { days: days(Math.max(0, daysBetween(Date.parse(deal.stepSince), Date.now()))) })}>
        <StepMenu deal={deal} steps={steps} />
        <StepBar step={deal.step} steps={steps} />
      </Section>
      <Section title={t('pipeline.about')}><Facts rows={rows} /></Section>
    </article>
  )
}

function StepMenu({ deal, steps }: { deal: Deal; steps: Step[] }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const patch = usePatchDeal()
  const move = (step: Step) =>
    patch.mutate(
      { deal, step: step.id },
      {
        onSuccess: () => toastDone(t('pipeline.moved', { step: inOwnLanguage(step.label) })),
        onError: (thrown) => toastFailed(words(Problem.of(thrown))),
      },
    )
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes.stepButton} data-testid="deal-step">
          <WithSquare color={deal.step.color}>{inOwnLanguage(deal.step.label)}</WithSquare>
          <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {steps.map((step) => (
          <Menu.Item key={step.id} disabled={step.id === deal.step.id} onClick={() => move(step)}>
            <WithSquare color={step.color}>{inOwnLanguage(step.label)}</WithSquare>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** How far the deal has come, each passed step in its colour. */
export function StepBar({ step, steps }: { step: Step; steps: Step[] }) {
  const open = steps.filter((one) => one.kind !== 'lost')
  const at = open.findIndex((one) => one.id === step.id)
  return (
    <div className={classes.stepBar} aria-hidden="true">
      {open.map((one, i) => <i key={one.id} style={i <= at ? { background: solid(one.color) } : undefined} />)}
    </div>
  )
}
