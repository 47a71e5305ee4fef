import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconRotate } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, Pipeline, Step } from '../api/types'
import { days } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { Section, WithSquare } from '../ui/Pieces'
import { daysBetween } from '../ui/zone'
import { useMoveDeal } from './board'
import { Closing } from './Closing'
import classes from './pipeline.module.css'
import { StepBar } from './StepBar'

/** Where the deal stands and how long; a step that closes asks for the reason below, a closed deal can be opened again. */
export function DealStep({ deal, pipelines }: { deal: Deal; pipelines: Pipeline[] }) {
  const { t } = useTranslation()
  const move = useMoveDeal()
  const [closing, setClosing] = useState<Step | null>(null)
  const own = pipelines.find((one) => one.id === deal.pipeline)
  const first = own?.steps.find((step) => step.kind === 'open')
  const others = pipelines.filter((one) => one.id !== deal.pipeline)
  const choose = (step: Step) => (step.kind === 'open' ? move.mutate({ deal, step }) : setClosing(step))
  return (
    <Section title={t('pipeline.step')} aside={t('pipeline.onStep', { days: days(Math.max(0, daysBetween(Date.parse(deal.stepSince), Date.now()))) })}>
      <div className={classes.buttons}>
        <Menu position="bottom-start">
          <Menu.Target>
            <button type="button" className={classes.stepButton} data-testid="deal-step">
              <WithSquare color={deal.step.color}>{inOwnLanguage(deal.step.label)}</WithSquare>
              <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
            </button>
          </Menu.Target>
          <Menu.Dropdown mah={400} style={{ overflowY: 'auto' }}>
            {own?.steps.map((step) => <Choice key={step.id} step={step} current={deal.step.id} onChoose={choose} />)}
            {others.map((pipeline) => (
              <div key={pipeline.id}>
                <Menu.Label>{inOwnLanguage(pipeline.label)}</Menu.Label>
                {pipeline.steps.map((step) => <Choice key={step.id} step={step} current={deal.step.id} onChoose={choose} />)}
              </div>
            ))}
          </Menu.Dropdown>
        </Menu>
        {deal.closedAt && first && (
          <Button size="sm" leftSection={<IconRotate size={14} />} onClick={() => move.mutate({ deal, step: first })} data-testid="deal-reopen">{t('pipeline.reopen')}</Button>
        )}
      </div>
      <StepBar step={deal.step} steps={own?.steps ?? []} />
      {closing && (
        <Closing deal={deal} step={closing} onCancel={() => setClosing(null)}
          onDone={(reason) => {
            move.mutate({ deal, step: closing, reason })
            setClosing(null)
          }} />
      )}
    </Section>
  )
}

function Choice({ step, current, onChoose }: { step: Step; current: string; onChoose: (step: Step) => void }) {
  return (
    <Menu.Item disabled={step.id === current} onClick={() => onChoose(step)} data-step={step.id}>
      <WithSquare color={step.color}>{inOwnLanguage(step.label)}</WithSquare>
    </Menu.Item>
  )
}
