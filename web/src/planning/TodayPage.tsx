import type { TFunction } from 'i18next'
import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Call, Plan, Today } from '../api/types'
import { useDial } from '../dial/dial'
import { useNow } from '../ui/clock'
import { count, dayLong } from '../ui/format'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { type Entry, Rows } from '../ui/Rows'
import { SplitView } from '../ui/SplitView'
import { type Scope, todayQuery, usePatchPlan } from './plans'
import { type TodayRow, useTodayColumns } from './today-columns'

interface TodayPageProps {
  scope: Scope
  onScope: (scope: Scope) => void
  selected?: string
  onClient: (clientId: string) => void
  onNumber: (number: string) => void
  /** The opened client beside the list, where the screen has room for it. */
  side?: ReactNode
  onCloseSide: () => void
}

/** Whom to call today: missed callers first, then overdue, then by the clock. */
export function TodayPage({ scope, onScope, selected, onClient, onNumber, side, onCloseSide }: TodayPageProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const dial = useDial()
  const patch = usePatchPlan()
  const now = useNow(30)
  const { data: today, error, isPending, refetch } = useQuery(todayQuery(scope))
  const columns = useTodayColumns(now)
  const entries = useMemo(() => (today ? entriesOf(today, t) : []), [today, t])

  const open = (row: TodayRow) => {
    if (row.client) onClient(row.client.id)
    else if (row.number) onNumber(row.number)
  }
  const onKey = (code: string, row: TodayRow) => {
    if (code === 'KeyC' && row.number) dial.mutate(row.number)
    else if (code === 'KeyH' && row.plan) patch.mutate({ plan: row.plan, status: 'held' })
    else return false
    return true
  }
  const tools = (
    <SegmentedControl value={scope} onChange={(value) => onScope(value === 'team' ? 'team' : 'mine')} aria-label={t('planning.whose')} data-testid="scope"
      data={[
        { value: 'mine', label: <span>{t('planning.mine')}{scope === 'mine' && today && <small> {count(dueIn(today))}</small>}</span> },
        { value: 'team', label: <span>{t('planning.team')}{scope === 'team' && today && <small> {count(dueIn(today))}</small>}</span> },
      ]} />
  )
  return (
    <Page title={t('planning.title')} note={dayLong(now)} tools={tools}>
      {error ? (
        <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
      ) : isPending ? (
        <Skeleton rows={16} />
      ) : entries.length === 0 ? (
        <Empty title={t('planning.emptyTitle')}>
          {t('planning.emptyNext')}
        </Empty>
      ) : (
        <SplitView side={side} onClose={onCloseSide}>
          <Rows label={t('planning.title')} columns={columns} entries={entries} testid="plan-row" id={(row) => row.id} onOpen={open} onRowKey={onKey}
            selected={selectedRow(entries, selected)} rowData={(row) => ({ 'data-state': row.state })} />
        </SplitView>
      )}
    </Page>
  )
}

const dueIn = (today: Today) => today.missed.length + today.overdue.length + today.today.length

function entriesOf(today: Today, t: TFunction): Entry<TodayRow>[] {
  const meetings = today.today.filter((plan) => plan.kind === 'meeting').length
  const group = (key: string, name: string, number: number, note?: string): Entry<TodayRow>[] =>
    number === 0 ? [] : [{ key, group: <><b>{name}</b> {count(number)}{note && ` · ${note}`}</> }]
  return [
    ...group('g-missed', t('planning.missed'), today.missed.length, t('planning.missedNote')),
    ...today.missed.map((call) => ({ key: `m${call.id}`, row: missedRow(call) })),
    ...group('g-overdue', t('planning.overdue'), today.overdue.length),
    ...today.overdue.map((plan) => ({ key: `p${plan.id}`, row: planRow(plan, 'overdue') })),
    ...group('g-today', t('planning.today'), today.today.length, meetings > 0 ? t('planning.meetings', { count: meetings }) : undefined),
    ...today.today.map((plan) => ({ key: `p${plan.id}`, row: planRow(plan, 'today') })),
  ]
}

function selectedRow(entries: Entry<TodayRow>[], clientId: string | undefined): string | undefined {
  const found = clientId && entries.find((entry) => 'row' in entry && entry.row.client?.id === clientId)
  return found ? found.key.slice(1) : undefined
}

const missedRow = (call: Call): TodayRow => ({ id: call.id, state: 'missed', at: call.startedAt, client: call.client, number: call.number, call })
const planRow = (plan: Plan, state: 'overdue' | 'today'): TodayRow => ({
  id: plan.id, state, at: plan.at, client: plan.client, number: plan.number ?? null, plan,
})
