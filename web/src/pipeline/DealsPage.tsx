import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { count } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { Pick } from '../ui/Pick'
import { Empty, Page, Skeleton, WithSquare } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { Rows } from '../ui/Rows'
import { SplitView } from '../ui/SplitView'
import { useDealColumns } from './deal-columns'
import { DealDetails } from './DealDetails'
import { type DealFilter, dealsQuery } from './deals'
import { pipelinesQuery } from './pipelines'

interface DealsPageProps {
  filter: DealFilter
  onFilter: (filter: DealFilter) => void
  owners: { id: string; name: string }[]
  selected?: string
  onSelect: (id: string | undefined) => void
}

export function DealsPage({ filter, onFilter, owners, selected, onSelect }: DealsPageProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const columns = useDealColumns()
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(dealsQuery(filter))
  const deals = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  const entries = useMemo(() => deals.map((row) => ({ key: row.id, row })), [deals])
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  let list: ReactNode
  if (error) list = <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
  else if (isPending) list = <Skeleton rows={16} />
  else if (entries.length === 0) list = <Empty title={t('pipeline.empty')}>{t('pipeline.emptyNext')}</Empty>
  else {
    list = (
      <Rows label={t('pipeline.title')} columns={columns} entries={entries} testid="deal-row" id={(deal) => deal.id} selected={selected}
        onOpen={(deal) => onSelect(deal.id)} onEnd={more} />
    )
  }
  const steps = pipelines.flatMap((pipeline) => pipeline.steps)
  const tools = (
    <>
      <Pick testid="step-filter" name={t('pipeline.step')} value={filter.step} onPick={(step) => onFilter({ ...filter, step })}
        choices={steps.map((step) => ({ value: step.id, label: <WithSquare color={step.color}>{inOwnLanguage(step.label)}</WithSquare> }))} />
      <Pick testid="owner-filter" name={t('pipeline.owner')} value={filter.owner} onPick={(owner) => onFilter({ ...filter, owner })}
        choices={owners.map((owner) => ({ value: owner.id, label: owner.name }))} />
      <Pick testid="open-filter" name={t('pipeline.onlyOpen')} value={filter.closed} onPick={(closed) => onFilter({ ...filter, closed: closed ? 'yes' : undefined })}
        choices={[{ value: 'yes', label: t('pipeline.withClosed') }]} />
    </>
  )
  return (
    <Page title={t('pipeline.title')} note={deals.length > 0 ? `${count(deals.length)}${hasNextPage ? '+' : ''}` : undefined} tools={tools}>
      <SplitView side={selected && <DealDetails id={selected} onClose={() => onSelect(undefined)} />} onClose={() => onSelect(undefined)}>
        {list}
      </SplitView>
    </Page>
  )
}
