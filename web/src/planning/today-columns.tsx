import { IconAlertTriangle, IconPhoneX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClientRef, MissedCaller, Plan, Step } from '../api/types'
import { firmOf, personOf } from '../client/ClientName'
import { DialButton } from '../dial/dial'
import { age, dayWord, duration, EMPTY, phone, time, timeOrDay } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { freshness, WithSquare } from '../ui/Pieces'
import type { Column } from '../ui/Rows'
import { daysBetween } from '../ui/zone'
import { PlanButtons, type RowActions } from './plan-columns'
import { aboutOf, PLAN_ICON } from './plan-words'
import classes from './today.module.css'

export interface TodayRow {
  id: string
  state: 'missed' | 'overdue' | 'today'
  at: string
  client: ClientRef | null
  number: string | null
  plan?: Plan
  missed?: MissedCaller
  step: Step | null
  lastTalkAt: string | null
}

export function useTodayColumns(now: number, actions: RowActions): Column<TodayRow>[] {
  const { t } = useTranslation()
  return useMemo(
    (): Column<TodayRow>[] => [
      {
        key: 'when', head: t('planning.when'), width: '102px', look: (row) => ({ className: classes[row.state] }),
        cell: (row) => <When row={row} now={now} />,
      },
      {
        key: 'client', head: t('planning.client'), width: 'minmax(140px, 1.9fr)', look: () => ({ className: classes.firm }),
        cell: (row) => (row.client ? firmOf(row.client) : phone(row.number)),
      },
      {
        key: 'person', head: t('planning.person'), width: 'minmax(100px, 1.3fr)', from: 700, look: () => ({ className: classes.second }),
        cell: (row) => (row.client ? (personOf(row.client) ?? '') : t('planning.newNumber')),
      },
      { key: 'about', head: t('planning.about'), width: 'minmax(110px, 1.7fr)', cell: (row) => <About row={row} /> },
      {
        key: 'step', head: t('planning.step'), width: 'minmax(132px, 1.2fr)',
        cell: (row) => row.step
          ? <WithSquare color={row.step.color}>{inOwnLanguage(row.step.label)}</WithSquare>
          : <span className={classes.second}>{t('planning.noDeal')}</span>,
      },
      {
        key: 'talked', head: t('planning.talked'), width: '80px',
        look: (row) => ({ style: freshness(talkedDaysAgo(row, now)) }),
        cell: (row) => (row.lastTalkAt ? dayWord(row.lastTalkAt, now) : EMPTY),
      },
      { key: 'act', head: '', width: '106px', tools: true, from: 980, cell: (row) => row.plan && <PlanButtons plan={row.plan} actions={actions} /> },
      { key: 'dial', head: '', width: '40px', tools: true, cell: (row) => <DialButton number={row.number} /> },
    ],
    [t, now, actions],
  )
}

function When({ row, now }: { row: TodayRow; now: number }) {
  const { t } = useTranslation()
  const Icon = row.state === 'missed' ? IconPhoneX : row.state === 'overdue' ? IconAlertTriangle : PLAN_ICON[row.plan?.kind ?? 'call']
  const words = row.state === 'missed' ? age(row.at, now) : row.state === 'overdue' ? timeOrDay(row.at, now) : time(row.at)
  return (
    <span className={classes.when}>
      <Icon size={14} stroke={1.75} role="img" aria-label={t(`planning.state.${row.state}`)} />
      {words}
    </span>
  )
}

function About({ row: { plan, missed } }: { row: TodayRow }) {
  const { t } = useTranslation()
  if (plan) return <>{aboutOf(plan, t)}</>
  const { waitSeconds, queues } = missed!.call
  const tries = missed!.tries > 1 ? t('planning.tries', { count: missed!.tries }) : null
  const waited = waitSeconds ? t('planning.waited', { length: duration(waitSeconds) }) : null
  return <>{[tries, waited, queues[0]].filter(Boolean).join(', ') || t('planning.calledUs')}</>
}

function talkedDaysAgo(row: TodayRow, now: number): number | null {
  return row.lastTalkAt ? daysBetween(Date.parse(row.lastTalkAt), now) : null
}
