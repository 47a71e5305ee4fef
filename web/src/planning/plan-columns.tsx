import { IconAlertTriangle, IconCalendarTime, IconCheck, IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plan } from '../api/types'
import { firmOf, personOf } from '../client/ClientName'
import { DialButton } from '../dial/dial'
import { dueOf } from '../ui/due'
import { time } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { IconButton, WithSquare } from '../ui/Pieces'
import type { Column } from '../ui/Rows'
import classes from './plan.module.css'
import { aboutOf, PLAN_ICON, StatusChip } from './plan-words'
import today from './today.module.css'

/** What can be done with a contact from its row. */
export interface RowActions {
  hold: (plan: Plan) => void
  cancel: (plan: Plan) => void
  replan: (plan: Plan) => void
}

/** The same three buttons wherever a contact is a row; their keys work while the row has the focus. */
export function PlanButtons({ plan, actions: { hold, cancel, replan } }: { plan: Plan; actions: RowActions }) {
  const { t } = useTranslation()
  const press = (act: (plan: Plan) => void) => (event: React.MouseEvent) => {
    event.stopPropagation()
    act(plan)
  }
  return (
    <span className={classes.rowTools}>
      <IconButton icon={IconCheck} label={t('planning.holdKey')} tabIndex={-1} onClick={press(hold)} data-testid="row-hold" />
      <IconButton icon={IconCalendarTime} label={t('planning.replanKey')} tabIndex={-1} onClick={press(replan)} data-testid="row-replan" />
      <IconButton icon={IconX} label={t('planning.cancelKey')} tabIndex={-1} onClick={press(cancel)} data-testid="row-cancel" />
    </span>
  )
}

export function usePlanColumns(now: number, ownOnly: boolean, actions: RowActions): Column<Plan>[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const stateOf = (plan: Plan) => (plan.status === 'planned' ? dueOf(plan.at, now) : 'over')
    const looks = { overdue: today.overdue, today: today.today, ahead: undefined, over: classes.over }
    const columns: (Column<Plan> | false)[] = [
      {
        key: 'when', head: t('planning.when'), width: '84px', look: (plan) => ({ className: looks[stateOf(plan)] }),
        cell: (plan) => {
          const Icon = stateOf(plan) === 'overdue' ? IconAlertTriangle : PLAN_ICON[plan.kind]
          return <span className={today.when}><Icon size={14} stroke={1.75} role="img" aria-label={t(`planning.kind.${plan.kind}`)} />{time(plan.at)}</span>
        },
      },
      { key: 'client', head: t('planning.client'), width: 'minmax(140px, 1.9fr)', look: () => ({ className: today.firm }), cell: (plan) => firmOf(plan.client) },
      { key: 'person', head: t('planning.person'), width: 'minmax(100px, 1.3fr)', from: 900, look: () => ({ className: today.second }), cell: (plan) => personOf(plan.client) ?? '' },
      { key: 'about', head: t('planning.about'), width: 'minmax(110px, 1.7fr)', cell: (plan) => aboutOf(plan, t) },
      { key: 'step', head: t('planning.step'), width: 'minmax(132px, 1.2fr)', from: 1000, cell: (plan) => plan.step && <WithSquare color={plan.step.color}>{inOwnLanguage(plan.step.label)}</WithSquare> },
      !ownOnly && { key: 'assignee', head: t('planning.assignee'), width: 'minmax(110px, 1fr)', from: 700, look: () => ({ className: today.second }), cell: (plan) => plan.assignee.name },
      { key: 'status', head: t('planning.status'), width: '150px', cell: (plan) => <StatusChip plan={plan} /> },
      { key: 'act', head: '', width: '106px', tools: true, from: 800, cell: (plan) => plan.status === 'planned' && <PlanButtons plan={plan} actions={actions} /> },
      { key: 'dial', head: '', width: '40px', tools: true, cell: (plan) => <DialButton number={plan.number} /> },
    ]
    return columns.filter((column) => column !== false)
  }, [t, now, ownOnly, actions])
}
