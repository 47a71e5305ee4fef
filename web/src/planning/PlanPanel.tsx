import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Client, Plan } from '../api/types'
import { ClientChoice } from '../client/ClientChoice'
import { DialButton } from '../dial/dial'
import { phone } from '../ui/format'
import { Empty, IconButton, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { EditPlanForm, NewPlanForm } from './PlanForm'
import classes from './plan.module.css'
import { aboutOf, StatusChip } from './plan-words'
import { planQuery } from './plans'
import { usePlanActions } from './use-plan-actions'


/** One contact beside the list: held, cancelled or put back by a press, the rest in its form. */
export function PlanPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: plan, error } = useQuery(planQuery(id))
  const { hold, cancel, planAgain } = usePlanActions()
  if (error && !plan) return <Empty title={words(Problem.of(error))}><Button onClick={onClose}>{t('calllog.close')}</Button></Empty>
  if (!plan) return <Skeleton rows={6} />
  return (
    <article data-testid="plan-panel" data-id={plan.id} data-status={plan.status} aria-label={aboutOf(plan, t)}>
      <header className={classes.head}>
        <div>
          <h2>{aboutOf(plan, t)}</h2>
          <p><Link to="/clients/$id" params={{ id: plan.client.id }}>{[plan.client.name, plan.client.company].filter(Boolean).join(', ')}</Link>{plan.number && ` · ${phone(plan.number)}`}</p>
        </div>
        <DialButton number={plan.number} />
        <IconButton icon={IconX} label={t('calllog.close')} onClick={onClose} data-testid="close-details" />
      </header>
      <div className={classes.actions}>
        <StatusChip plan={plan} />
        {plan.heldBy && <Link to="/calls" search={{ call: plan.heldBy }}>{t('planning.thatTalk')}</Link>}
        {plan.status === 'planned' ? (
          <>
            <Button size="xs" leftSection={<IconCheck size={14} />} onClick={() => hold(plan)} data-testid="plan-hold">{t('planning.hold')}</Button>
            <Button size="xs" leftSection={<IconX size={14} />} onClick={() => cancel(plan)} data-testid="plan-cancel">{t('planning.cancel')}</Button>
          </>
        ) : (
          <Button size="xs" leftSection={<IconArrowBackUp size={14} />} onClick={() => planAgain(plan)} data-testid="plan-again">{t('planning.planAgain')}</Button>
        )}
      </div>
      <div className={classes.body}><EditPlanForm key={plan.id} plan={plan} onDone={onClose} onClose={onClose} /></div>
    </article>
  )
}

/** A new contact beside the list: first with whom. */
export function NewPlanPanel({ onDone, onClose }: { onDone: (plan: Plan) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const [client, setClient] = useState<Client | null>(null)
  return (
    <article data-testid="new-plan-panel" aria-label={t('planning.newTitle')}>
      <header className={classes.head}>
        <div>
          <h2>{t('planning.newTitle')}</h2>
          {client && <p>{[client.name, client.company].filter(Boolean).join(', ')}</p>}
        </div>
        <IconButton icon={IconX} label={t('calllog.close')} onClick={onClose} />
      </header>
      <div className={classes.body}>
        {client ? <NewPlanForm client={client.id} onDone={onDone} onClose={onClose} /> : <ClientChoice testid="plan-client" onChoose={setClient} onClose={onClose} />}
      </div>
    </article>
  )
}
