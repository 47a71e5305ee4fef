import { Button } from '@mantine/core'
import { IconCalendarTime, IconCheck, IconPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../ui/keys'
import { IconButton, Key, Section } from '../ui/Pieces'
import { EditPlanForm, NewPlanForm } from './PlanForm'
import classes from './plan.module.css'
import { aboutOf, DueChip } from './plan-words'
import { planAheadQuery } from './plans'
import { usePlanActions } from './use-plan-actions'

/** What the opened line is while a new contact is written. */
const NEW = 'new'

/**
 * What is planned with a client, or about one of its deals: held, cancelled or re-planned on the spot. A contact about no
 * deal counts for all of its client.
 */
export function PlanLines({ client, deal }: { client: string; deal?: string }) {
  const { t } = useTranslation()
  const { data: all = [] } = useQuery(planAheadQuery(client))
  const { hold, cancel } = usePlanActions()
  const [open, setOpen] = useState<string | null>(null)
  const ahead = all.filter((plan) => !deal || !plan.deal || plan.deal.id === deal)
  const close = () => setOpen(null)
  useKeys({ KeyP: () => setOpen(NEW) })
  return (
    <Section title={t('client.plan')} aside={ahead.length > 0 && ahead.length}>
      {ahead.map((plan) => (
        <div key={plan.id}>
          <div className={classes.line} data-testid="client-plan" data-id={plan.id}>
            <DueChip plan={plan} />
            <span>{aboutOf(plan, t)}</span>
            <IconButton icon={IconCheck} label={t('planning.hold')} data-testid="plan-held" onClick={() => hold(plan)} />
            <IconButton icon={IconCalendarTime} label={t('planning.replan')} data-testid="plan-replan" onClick={() => setOpen(open === plan.id ? null : plan.id)} />
            <IconButton icon={IconX} label={t('planning.cancel')} data-testid="plan-cancel" onClick={() => cancel(plan)} />
          </div>
          {open === plan.id && <div className={classes.lineForm}><EditPlanForm plan={plan} onDone={close} onClose={close} /></div>}
        </div>
      ))}
      {open === NEW
        ? <div className={classes.lineForm}><NewPlanForm client={client} deal={deal} onDone={close} onClose={close} /></div>
        : <Button size="xs" mt={8} leftSection={<IconPlus size={14} />} rightSection={<Key>{t('keys.p')}</Key>} onClick={() => setOpen(NEW)} data-testid="new-plan">{t('planning.plan')}</Button>}
    </Section>
  )
}
