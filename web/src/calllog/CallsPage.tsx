import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Call } from '../api/types'
import { useDial } from '../dial/dial'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { Rows } from '../ui/Rows'
import { SplitView } from '../ui/SplitView'
import { useCallColumns } from './call-columns'
import { CallDetails } from './CallDetails'
import classes from './calllog.module.css'
import { callsQuery } from './calls'
import { type CallFilter, isFiltered } from './filter'
import { FilterBar, type FilterChoices } from './FilterBar'
import { SumBar } from './SumBar'

interface CallsPageProps {
  filter: CallFilter
  choices: FilterChoices
  onFilter: (filter: CallFilter) => void
  selected?: string
  onSelect: (id: string | undefined) => void
  /** What listens to the recordings of a call; a room further down has it. */
  player: (call: Call) => ReactNode
  /** Plays or pauses the recording of a row; false when it has none. */
  onPlay: (call: Call) => boolean
  outcome: (call: Call) => ReactNode
}

export function CallsPage({ filter, choices, onFilter, selected, onSelect, player, onPlay, outcome }: CallsPageProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const dial = useDial()
  const columns = useCallColumns(filter.operator)
  const { data, error, isPending, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(callsQuery(filter))
  const entries = useMemo(() => data?.pages.flatMap((page) => page.items.map((row) => ({ key: row.id, row }))) ?? [], [data])
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const asked = isFiltered(filter) || filter.segment !== undefined

  const list = error && entries.length === 0 ? (
    <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
  ) : isPending ? (
    <Skeleton rows={16} />
  ) : entries.length === 0 ? (
    <Empty title={t(asked ? 'calllog.emptyFiltered' : 'calllog.empty')}>
      {asked ? <Button onClick={() => onFilter({})}>{t('calllog.clear')}</Button> : t('calllog.emptyNext')}
    </Empty>
  ) : (
    <Rows key={JSON.stringify(filter)} label={t('calllog.title')} columns={columns} entries={entries} testid="call-row" id={(call) => call.id} selected={selected}
      onOpen={(call) => onSelect(call.id)} onEnd={more}
      onRowKey={(code, call) => {
        if (code === 'Space') return onPlay(call)
        if (code !== 'KeyC' || !call.number) return false
        dial.mutate(call.number)
        return true
      }} />
  )
  return (
    <Page title={t('calllog.title')} tools={<FilterBar filter={filter} choices={choices} onFilter={onFilter} />}>
      <div className={classes.log}>
        <SumBar filter={filter} onFilter={onFilter} />
        <SplitView side={selected && <CallDetails id={selected} onClose={() => onSelect(undefined)} player={player} outcome={outcome} />} onClose={() => onSelect(undefined)}>
          {list}
        </SplitView>
      </div>
    </Page>
  )
}
