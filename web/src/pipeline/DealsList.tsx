import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { useMe } from '../staff/me'
import { Empty, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { Rows } from '../ui/Rows'
import { useDealColumns } from './deal-columns'
import { dealsQuery } from './deals'
import type { DealFilter, Sort } from './filter'

interface DealsListProps {
  filter: DealFilter
  onFilter: (filter: DealFilter) => void
  selected: string | undefined
  onSelect: (id: string) => void
}

/** The same deals as on the board, one below the other, sorted by any column. */
export function DealsList({ filter, onFilter, selected, onSelect }: DealsListProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const me = useMe()
  const onSort = useCallback((sort: Sort | undefined) => onFilter({ ...filter, sort }), [filter, onFilter])
  const columns = useDealColumns(filter.sort, onSort)
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(dealsQuery(filter, me.id))
  const entries = useMemo(() => data?.pages.flatMap((page) => page.items).map((row) => ({ key: row.id, row })) ?? [], [data])
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  if (error) return <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
  if (isPending) return <Skeleton rows={16} />
  if (entries.length === 0) return <Empty title={t('pipeline.nothing')}>{t('pipeline.nothingNext')}</Empty>
  return (
    <Rows label={t('pipeline.title')} columns={columns} entries={entries} testid="deal-row" id={(deal) => deal.id} selected={selected}
      onOpen={(deal) => onSelect(deal.id)} onEnd={more} />
  )
}
