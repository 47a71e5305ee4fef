import { Button, SegmentedControl } from '@mantine/core'
import { IconCalendar, IconChevronLeft, IconChevronRight, IconPlus, IconX } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Plan } from '../api/types'
import { useNow } from '../ui/clock'
import { dueOf } from '../ui/due'
import { count, dayLong } from '../ui/format'
import { useKeys } from '../ui/keys'
import { PeriodPicker } from '../ui/PeriodPicker'
import { Pick } from '../ui/Pick'
import { Empty, IconButton, Key, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { type Entry, Rows } from '../ui/Rows'
import { SplitView } from '../ui/SplitView'
import { Typed } from '../ui/Typed'
import { daysBetween, dayText } from '../ui/zone'
import { KINDS, type PlanFilter, periodOf, shifted, STATUSES } from './filter'
import classes from './plan.module.css'
import { usePlanColumns } from './plan-columns'
import { NewPlanPanel, PlanPanel } from './PlanPanel'
import { NEW_PLAN, planListQuery } from './plans'
import { useRowActions } from './use-row-keys'

interface PlanPageProps {
  filter: PlanFilter
  onFilter: (filter: PlanFilter) => void
  people: { id: string; name: string }[]
  selected?: string
  onSelect: (id: string | undefined) => void
}

/** The contact plan by day, this week unless asked otherwise. */
export function PlanPage({ filter, onFilter, people, selected, onSelect }: PlanPageProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const now = useNow(60)
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(planListQuery(filter))
  const { actions, onKey } = useRowActions(onSelect)
  const columns = usePlanColumns(now, filter.whose === undefined, actions)
  const entries = useMemo(() => byDay(data?.pages.flatMap((page) => page.items) ?? [], now), [data, now])
  const close = useCallback(() => onSelect(undefined), [onSelect])
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  useKeys({ KeyN: () => onSelect(NEW_PLAN) })
  const [made, setMade] = useState<string>()
  const done = (plan: Plan) => {
    setMade(plan.id)
    close()
  }
  const side = selected === NEW_PLAN ? <NewPlanPanel onDone={done} onClose={close} /> : selected && <PlanPanel key={selected} id={selected} onClose={close} />
  const add = <Button leftSection={<IconPlus size={14} />} rightSection={<Key>{t('keys.n')}</Key>} onClick={() => onSelect(NEW_PLAN)} flex="none" data-testid="add-plan">{t('planning.plan')}</Button>
  return (
    <Page title={t('planning.planTitle')} tools={<><Filters filter={filter} onFilter={onFilter} people={people} />{add}</>}>
      <SplitView side={side} onClose={close}>
        {error && !data ? (
          <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
        ) : isPending ? (
          <Skeleton rows={16} />
        ) : entries.length === 0 ? (
          <Empty title={t('planning.planEmpty')}>{t('planning.planEmptyNext')}</Empty>
        ) : (
          <Rows label={t('planning.planTitle')} columns={columns} entries={entries} testid="plan-row" id={(plan) => plan.id} selected={selected} made={made && `p${made}`} onOpen={(plan) => onSelect(plan.id)}
            onRowKey={(code, plan) => onKey(code, plan.number, plan)} onEnd={more}
            rowData={(plan) => ({ 'data-state': plan.status === 'planned' ? dueOf(plan.at, now) : plan.status })} />
        )}
      </SplitView>
    </Page>
  )
}

function Filters({ filter, onFilter, people }: Omit<PlanPageProps, 'selected' | 'onSelect'>) {
  const { t } = useTranslation()
  const set = (part: PlanFilter) => onFilter({ ...filter, ...part })
  const { from, to } = periodOf(filter)
  const person = filter.whose && /^\d/.test(filter.whose) ? filter.whose : undefined
  const before = shifted(filter, -1)
  const after = shifted(filter, 1)
  return (
    <div className={classes.filters} role="search">
      <SegmentedControl value={person ? '' : (filter.whose ?? 'mine')} onChange={(value) => set({ whose: value === 'mine' ? undefined : value })} aria-label={t('planning.whose')} data-testid="plan-whose"
        data={[{ value: 'mine', label: t('planning.mine') }, { value: 'team', label: t('planning.team') }, { value: 'all', label: t('planning.all') }]} />
      <Pick testid="plan-person" name={t('planning.assignee')} value={person} onPick={(whose) => set({ whose })} choices={people.map((one) => ({ value: one.id, label: one.name }))} />
      {before && <IconButton icon={IconChevronLeft} label={t('planning.earlier')} onClick={() => set(before)} data-testid="plan-earlier" />}
      <PeriodPicker always from={from} to={to} icon={IconCalendar} presets={['today', 'tomorrow', 'thisWeek', 'nextWeek', 'thisMonth']} onChange={(start, end) => set({ from: start, to: end })} />
      {after && <IconButton icon={IconChevronRight} label={t('planning.later')} onClick={() => set(after)} data-testid="plan-later" />}
      <Pick testid="plan-kind" name={t('planning.kindName')} value={filter.kind} onPick={(value) => set({ kind: KINDS.find((one) => one === value) })}
        choices={KINDS.map((value) => ({ value, label: t(`planning.kind.${value}`) }))} />
      <Pick testid="plan-status" name={t('planning.status')} value={filter.status} onPick={(value) => set({ status: STATUSES.find((one) => one === value) })}
        choices={STATUSES.map((value) => ({ value, label: t(`planning.statusMany.${value}`) }))} />
      <Typed testid="plan-text" name={t('pipeline.text')} value={filter.q} onType={(q) => set({ q })} />
      {Object.values(filter).some(Boolean) && <IconButton icon={IconX} label={t('calllog.clear')} onClick={() => onFilter({})} data-testid="filter-clear" />}
    </div>
  )
}

function byDay(plans: Plan[], now: number): Entry<Plan>[] {
  const days = new Map<string, Plan[]>()
  for (const plan of plans) {
    const day = dayText(Date.parse(plan.at))
    days.set(day, [...(days.get(day) ?? []), plan])
  }
  return [...days].flatMap(([day, ofDay]): Entry<Plan>[] => {
    const first = ofDay[0]!
    const days = daysBetween(now, Date.parse(first.at))
    const late = days < 0 && ofDay.some((plan) => plan.status === 'planned')
    return [
      { key: `d${day}`, group: <><b className={late ? classes.overdueDay : days === 0 ? classes.todayDay : undefined}>{dayLong(first.at)}</b> {count(ofDay.length)}</> },
      ...ofDay.map((plan) => ({ key: `p${plan.id}`, row: plan })),
    ]
  })
}
