import type { TFunction } from 'i18next'
import { Button, SegmentedControl } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { MissedCaller, Plan, Today } from '../api/types'
import { useNow } from '../ui/clock'
import { dueOf } from '../ui/due'
import { count, dayLong } from '../ui/format'
import { useKeys } from '../ui/keys'
import { Empty, Key, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { type Entry, Rows } from '../ui/Rows'
import { SplitView } from '../ui/SplitView'
import { dueIn, type Scope, todayQuery } from './plans'
import { type TodayRow, useTodayColumns } from './today-columns'
import { useRowActions } from './use-row-keys'

interface TodayPageProps {
  scope: Scope
  onScope: (scope: Scope) => void
  /** The client or the contact that is open. */
  client?: string
  plan?: string
  /** The contact that has just been planned. */
  made?: string
  onPlan: (planId: string) => void
  onNew: () => void
  onClient: (clientId: string) => void
  onNumber: (number: string) => void
  /** The opened client beside the list, where the screen has room for it. */
  side?: ReactNode
  onCloseSide: () => void
}

/** Whom to call today: missed callers first, then overdue, then by the clock. */
export function TodayPage({ scope, onScope, client, plan, made, onPlan, onNew, onClient, onNumber, side, onCloseSide }: TodayPageProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const now = useNow(30)
  const { data: today, error, isPending, refetch } = useQuery(todayQuery(scope))
  const { data: mine } = useQuery(todayQuery('mine'))
  const { data: team } = useQuery(todayQuery('team'))
  const { actions, onKey } = useRowActions(onPlan)
  const columns = useTodayColumns(now, actions)
  useKeys({ KeyN: onNew })
  const entries = useMemo(() => (today ? entriesOf(today, now, t) : []), [today, now, t])

  const open = (row: TodayRow) => {
    if (row.client) onClient(row.client.id)
    else if (row.number) onNumber(row.number)
  }
  const tools = (
    <>
      <SegmentedControl value={scope} onChange={(value) => onScope(value === 'team' ? 'team' : 'mine')} aria-label={t('planning.whose')} data-testid="scope"
        data={[
          { value: 'mine', label: <span>{t('planning.mine')}{mine && <small> {count(dueIn(mine))}</small>}</span> },
          { value: 'team', label: <span>{t('planning.team')}{team && <small> {count(dueIn(team))}</small>}</span> },
        ]} />
      <Button leftSection={<IconPlus size={14} />} rightSection={<Key>{t('keys.n')}</Key>} onClick={onNew} data-testid="add-plan">{t('planning.plan')}</Button>
    </>
  )
  return (
    <Page title={t('planning.title')} note={dayLong(now)} tools={tools}>
      <SplitView side={side} onClose={onCloseSide}>
        {error && !today ? (
          <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
        ) : isPending ? (
          <Skeleton rows={16} />
        ) : entries.length === 0 ? (
          <Empty title={t('planning.emptyTitle')}>{t('planning.emptyNext')}</Empty>
        ) : (
          <Rows label={t('planning.title')} columns={columns} entries={entries} testid="plan-row" id={(row) => row.id} onOpen={open} onRowKey={(code, row) => onKey(code, row.number, row.plan)}
            selected={plan ?? selectedRow(entries, client)} made={made && `p${made}`} rowData={(row) => ({ 'data-state': row.state })} />
        )}
      </SplitView>
    </Page>
  )
}

/** A contact goes over to the overdue the minute its time passes, without being read again. */
function entriesOf(today: Today, now: number, t: TFunction): Entry<TodayRow>[] {
  const due = [...today.overdue, ...today.today]
  const overdue = due.filter((plan) => dueOf(plan.at, now) === 'overdue')
  const ahead = due.slice(overdue.length)
  const meetings = ahead.filter((plan) => plan.kind === 'meeting').length
  const group = (key: string, name: string, number: number, note?: string): Entry<TodayRow>[] =>
    number === 0 ? [] : [{ key, group: <><b>{name}</b> {count(number)}{note && ` · ${note}`}</> }]
  return [
    ...group('g-missed', t('planning.missed'), today.missed.length, t('planning.missedNote')),
    ...today.missed.map((missed) => ({ key: `m${missed.call.id}`, row: missedRow(missed) })),
    ...group('g-overdue', t('planning.overdue'), overdue.length),
    ...overdue.map((plan) => ({ key: `p${plan.id}`, row: planRow(plan, 'overdue') })),
    ...group('g-today', t('planning.today'), ahead.length, meetings > 0 ? t('planning.meetings', { count: meetings }) : undefined),
    ...ahead.map((plan) => ({ key: `p${plan.id}`, row: planRow(plan, 'today') })),
  ]
}

function selectedRow(entries: Entry<TodayRow>[], clientId: string | undefined): string | undefined {
  const found = clientId && entries.find((entry) => 'row' in entry && entry.row.client?.id === clientId)
  return found ? found.key.slice(1) : undefined
}

const missedRow = (missed: MissedCaller): TodayRow => {
  const { call, step, lastTalkAt } = missed
  return { id: call.id, state: 'missed', at: call.startedAt, client: call.client, number: call.number, step: step ?? null, lastTalkAt: lastTalkAt ?? null, missed }
}
const planRow = (plan: Plan, state: 'overdue' | 'today'): TodayRow => ({
  id: plan.id, state, at: plan.at, client: plan.client, number: plan.number ?? null, step: plan.step ?? null, lastTalkAt: plan.lastTalkAt ?? null, plan,
})
