import { Button, SegmentedControl } from '@mantine/core'
import { IconLayoutKanban, IconList, IconPlus, IconX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Deal } from '../api/types'
import { booksQuery } from '../book/books'
import { useMe } from '../staff/me'
import { useNow } from '../ui/clock'
import { count } from '../ui/format'
import { useKeys } from '../ui/keys'
import { inOwnLanguage } from '../ui/locale'
import { Pick } from '../ui/Pick'
import { Empty, IconButton, Key, Page, Skeleton, WithSquare } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { SplitView } from '../ui/SplitView'
import { Typed } from '../ui/Typed'
import { boardQuery } from './board'
import { BoardView } from './BoardView'
import { DealDetails } from './DealDetails'
import { DealsList } from './DealsList'
import { type DealFilter, type DealView, sharedQuery } from './filter'
import { NewDealPanel } from './NewDeal'
import classes from './pipeline.module.css'
import { pipelinesQuery } from './pipelines'
import { overdueOf, sumWord, totalOf } from './sums'

/** What the address says in place of a deal's id while a new one is written. */
const NEW = 'new'

interface DealsPageProps {
  view: DealView
  onView: (view: DealView) => void
  filter: DealFilter
  onFilter: (filter: DealFilter) => void
  owners: { id: string; name: string }[]
  selected?: string
  onSelect: (id: string | undefined) => void
  /** What is planned about the opened deal. */
  plan: (deal: Deal) => ReactNode
}

export function DealsPage({ view, onView, filter, onFilter, owners, selected, onSelect, plan }: DealsPageProps) {
  const { t } = useTranslation()
  const me = useMe()
  const queries = useQueryClient()
  const shared = sharedQuery(filter, me.id)
  const { data: board, error, refetch } = useQuery(boardQuery(queries, shared))
  const { data: pipelines } = useQuery(pipelinesQuery)
  const pipeline = pipelines?.find((one) => one.id === board?.pipeline)
  const close = useCallback(() => onSelect(undefined), [onSelect])
  useKeys({ KeyN: () => onSelect(NEW) })

  let side: ReactNode
  if (selected === NEW) side = <NewDealPanel pipeline={pipeline} owners={owners} onDone={(deal) => onSelect(deal.id)} onClose={close} />
  else if (selected) side = <DealDetails key={selected} id={selected} owners={owners} onClose={close} plan={plan} />

  const columns = board?.columns.filter((column) => column.step.kind === 'open' || (view === 'list' && filter.closed)) ?? []
  const total = totalOf(columns)
  const late = overdueOf(columns.filter((column) => column.step.kind === 'open'), useNow(60))
  return (
    <Page title={t('pipeline.title')} note={board && <span className={classes.total} data-testid="deals-total">{t('pipeline.total', { deals: count(total.count), sum: sumWord(total.sums) })}{late && <>, <span className={classes.late}>{t('pipeline.overdue', { late })}</span></>}</span>}
      tools={(
        <>
          <FilterTools view={view} filter={filter} onFilter={onFilter} owners={owners} pipeline={board?.pipeline} />
          <div className={classes.whole}>
            <SegmentedControl aria-label={t('pipeline.view')} value={view} onChange={(value) => onView(value === 'list' ? 'list' : 'board')} data-testid="deals-view"
              data={[{ value: 'board', label: <ViewSign icon={IconLayoutKanban} word={t('pipeline.board')} /> }, { value: 'list', label: <ViewSign icon={IconList} word={t('pipeline.list')} /> }]} />
            <Button leftSection={<IconPlus size={14} />} rightSection={<Key>{t('keys.n')}</Key>} onClick={() => onSelect(NEW)} data-testid="add-deal">{t('pipeline.new')}</Button>
          </div>
        </>
      )}>
      <SplitView side={side} onClose={close}>
        {view === 'list'
          ? <DealsList filter={{ ...filter, pipeline: filter.pipeline ?? board?.pipeline }} onFilter={onFilter} selected={selected} onSelect={onSelect} />
          : <Shown board={board} error={error} onAgain={() => void refetch()} empty={Object.keys(shared).length > (shared.pipeline ? 1 : 0) && total.count === 0}>
              {board && <BoardView board={board} filter={shared} refusalLimit={pipeline?.refusalLimit ?? Infinity} selected={selected} onOpen={onSelect} />}
            </Shown>}
      </SplitView>
    </Page>
  )
}

function Shown({ board, error, empty, onAgain, children }: { board: object | undefined; error: unknown; empty: boolean; onAgain: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  if (error && !board) return <Empty title={words(Problem.of(error))}><Button onClick={onAgain}>{t('frame.again')}</Button></Empty>
  if (!board) return <Skeleton rows={16} />
  return empty ? <Empty title={t('pipeline.nothing')}>{t('pipeline.nothingNext')}</Empty> : children
}

function ViewSign({ icon: Icon, word }: { icon: typeof IconList; word: string }) {
  return <span className={classes.viewSign} title={word}><Icon size={16} stroke={1.75} aria-label={word} /></span>
}

interface FilterToolsProps {
  view: DealView
  filter: DealFilter
  onFilter: (filter: DealFilter) => void
  owners: { id: string; name: string }[]
  pipeline: string | undefined
}

function FilterTools({ view, filter, onFilter, owners, pipeline }: FilterToolsProps) {
  const { t } = useTranslation()
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  const { data: books } = useQuery(booksQuery)
  const set = (part: DealFilter) => onFilter({ ...filter, ...part })
  const steps = pipelines.find((one) => one.id === pipeline)?.steps ?? []
  const any = [filter.owner, filter.source, filter.q, filter.step, filter.closed].some(Boolean)
  const other = filter.owner === 'me' ? undefined : filter.owner
  return (
    <div className={classes.filters} role="search">
      <SegmentedControl aria-label={t('pipeline.whose')} value={filter.owner === 'me' ? 'me' : 'all'} data-testid="owner-scope"
        onChange={(value) => set({ owner: value === 'me' ? 'me' : undefined })}
        data={[{ value: 'me', label: t('pipeline.mine') }, { value: 'all', label: t('pipeline.everybodys') }]} />
      {pipelines.length > 1 && (
        <Pick testid="pipeline-filter" name={t('pipeline.pipeline')} value={pipeline} onPick={(chosen) => set({ pipeline: chosen, step: undefined })}
          choices={pipelines.map((one) => ({ value: one.id, label: inOwnLanguage(one.label) }))} />
      )}
      {view === 'list' && (
        <>
          <Pick testid="step-filter" name={t('pipeline.step')} value={filter.step} onPick={(step) => set({ step })}
            choices={steps.map((step) => ({ value: step.id, label: <WithSquare color={step.color}>{inOwnLanguage(step.label)}</WithSquare> }))} />
          <Pick testid="open-filter" name={t('pipeline.onlyOpen')} value={filter.closed} onPick={(closed) => set({ closed: closed ? 'yes' : undefined })}
            choices={[{ value: 'yes', label: t('pipeline.withClosed') }]} />
        </>
      )}
      <Pick testid="owner-filter" name={t('pipeline.owner')} value={other} onPick={(owner) => set({ owner })}
        choices={owners.map((owner) => ({ value: owner.id, label: owner.name }))} />
      <Pick testid="source-filter" name={t('pipeline.source')} value={filter.source} onPick={(source) => set({ source })}
        choices={(books?.find((book) => book.id === 'source')?.items ?? []).map((entry) => ({ value: entry.id, label: inOwnLanguage(entry.label) }))} />
      <Typed testid="text-filter" name={t('pipeline.text')} value={filter.q} onType={(q) => set({ q })} />
      {any && <IconButton icon={IconX} label={t('calllog.clear')} onClick={() => onFilter({ pipeline: filter.pipeline, sort: filter.sort })} data-testid="filter-clear" />}
    </div>
  )
}
