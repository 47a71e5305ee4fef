import { IconAlertTriangle, IconCalendarEvent, IconCheckbox, IconMail, IconPhone, IconPhoneX, type TablerIcon } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call, ClientRef, Plan, PlanKind } from '../api/types'
import { firmOf, personOf } from '../client/ClientName'
import { DialButton } from '../dial/dial'
import { age, dayWord, duration, EMPTY, phone, time, timeOrDay } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { freshness, WithSquare } from '../ui/Pieces'
import type { Column } from '../ui/Rows'
import { daysBetween } from '../ui/zone'
import classes from './today.module.css'

export interface TodayRow {
  id: string
  state: 'missed' | 'overdue' | 'today'
  at: string
  client: ClientRef | null
  number: string | null
  plan?: Plan
  call?: Call
}

const KIND: Record<PlanKind, TablerIcon> = { call: IconPhone, meeting: IconCalendarEvent, letter: IconMail, task: IconCheckbox }

export function useTodayColumns(now: number): Column<TodayRow>[] {
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
        cell: (row) => row.plan?.step
          ? <WithSquare color={row.plan.step.color}>{inOwnLanguage(row.plan.step.label)}</WithSquare>
          : <span className={classes.second}>{t('planning.noDeal')}</span>,
      },
      {
        key: 'talked', head: t('planning.talked'), width: '80px',
        look: (row) => ({ style: freshness(talkedDaysAgo(row, now)) }),
        cell: (row) => (row.plan?.lastTalkAt ? dayWord(row.plan.lastTalkAt, now) : EMPTY),
      },
      { key: 'dial', head: '', width: '40px', tools: true, cell: (row) => <DialButton number={row.number} /> },
    ],
    [t, now],
  )
}

function When({ row, now }: { row: TodayRow; now: number }) {
  const { t } = useTranslation()
  const Icon = row.state === 'missed' ? IconPhoneX : row.state === 'overdue' ? IconAlertTriangle : KIND[row.plan?.kind ?? 'call']
  const words = row.state === 'missed' ? age(row.at, now) : row.state === 'overdue' ? timeOrDay(row.at, now) : time(row.at)
  return (
    <span className={classes.when}>
      <Icon size={14} stroke={1.75} role="img" aria-label={t(`planning.state.${row.state}`)} />
      {words}
    </span>
  )
}

function About({ row }: { row: TodayRow }) {
  const { t } = useTranslation()
  if (row.plan) return <>{row.plan.topic ?? t(`planning.kind.${row.plan.kind}`)}</>
  const { waitSeconds, queues } = row.call!
  if (waitSeconds) return <>{t('planning.waited', { length: duration(waitSeconds) })}{queues[0] && `, ${queues[0]}`}</>
  return <>{queues[0] ?? t('planning.calledUs')}</>
}

function talkedDaysAgo(row: TodayRow, now: number): number | null {
  const talked = row.plan?.lastTalkAt
  return talked ? daysBetween(Date.parse(talked), now) : null
}
