import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Call, MissedLine } from '../api/types'
import { mayReadReports, useMe } from '../staff/me'
import { useNow } from '../ui/clock'
import { count } from '../ui/format'
import { Empty, Key, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { type Entry, Rows } from '../ui/Rows'
import { SplitView } from '../ui/SplitView'
import { countsQuery } from './desk'
import { DeskBar, DeskHead } from './DeskBar'
import { FiguresView } from './FiguresView'
import { isNarrowed, type MissedFilter } from './filter'
import { type Asked, LinePanel } from './LinePanel'
import { justOverQuery, linesQuery } from './lines'
import { isLate, useMissedColumns } from './missed-columns'
import classes from './missed.module.css'
import { axisOf } from './Ticks'
import { useLineActions } from './use-line-actions'
import { span } from './words'

interface MissedPageProps {
  filter: MissedFilter
  onFilter: (filter: MissedFilter) => void
  people: { id: string; name: string }[]
  queues: string[]
  selected?: string
  onSelect: (id: string | undefined) => void
  /** What listens to the recordings of a call that one hears as one who is to call back; a room further down has it. */
  player: (call: Call, hears: boolean) => ReactNode
  /** What else is known of the caller. */
  about: (line: MissedLine) => ReactNode
}

/** Who called in vain: one line per person, those that wait longest first, until somebody has talked to them. */
export function MissedPage({ filter, onFilter, people, queues, selected, onSelect, player, about }: MissedPageProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const me = useMe()
  const now = useNow(15)
  const actions = useLineActions()
  const [asked, setAsked] = useState<{ line: string; what: Asked }>()
  const { data: counts } = useQuery(countsQuery)
  const { data, error, isPending, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(linesQuery(filter, me))
  const { data: justOver } = useQuery(justOverQuery(filter, me))
  const lines = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  const over = useMemo(() => (filter.state ? [] : (justOver ?? [])), [filter.state, justOver])
  const axis = axisOf([...lines, ...over].flatMap((line) => line.tries), now)
  const columns = useMissedColumns(now, axis, actions)
  const limitMillis = (counts?.minutes ?? 0) * 60_000
  const limit = counts ? span(limitMillis) : ''
  const entries = useMemo((): Entry<MissedLine>[] => {
    const group = (key: string, some: MissedLine[], name: string, note?: string): Entry<MissedLine>[] => some.length === 0 ? [] : [
      { key: `g-${key}`, group: <><b>{name}</b> {note ?? count(some.length)}</> },
      ...some.map((row) => ({ key: row.id, row })),
    ]
    if (filter.state) return lines.map((row) => ({ key: row.id, row }))
    return [
      ...group('late', lines.filter((line) => isLate(line, now)), t('missed.longer', { limit })),
      ...group('waiting', lines.filter((line) => !isLate(line, now)), t('missed.inTime')),
      ...group('over', over, t('missed.justOver'), t('missed.justOverNote')),
    ]
  }, [filter.state, lines, over, now, limit, t])
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const close = useCallback(() => {
    setAsked(undefined)
    onSelect(undefined)
  }, [onSelect])
  const ask = (line: MissedLine, what: Asked) => {
    setAsked({ line: line.id, what })
    onSelect(line.id)
  }
  const onRowKey = (code: string, line: MissedLine) => {
    if (code === 'KeyC' && line.number) actions.dial(line)
    else if (line.state !== 'waiting') return false
    else if (code === 'KeyG') actions.take(line)
    else if (code === 'KeyT') actions.mayGive(line) && ask(line, 'give')
    else if (code === 'KeyZ') ask(line, 'close')
    else return false
    return true
  }

  const list = error && lines.length === 0 ? (
    <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
  ) : isPending ? (
    <Skeleton rows={12} />
  ) : entries.length === 0 ? (
    <Empty title={t(isNarrowed(filter) ? 'missed.emptyNarrowed' : filter.state === 'over' ? 'missed.emptyOver' : 'missed.empty')}>
      {isNarrowed(filter) ? <Button onClick={() => onFilter({ scope: filter.scope, state: filter.state })}>{t('missed.clear')}</Button> : t('missed.emptyNext')}
    </Empty>
  ) : (
    <Rows label={t('missed.title')} columns={columns} entries={entries} testid="missed-row" id={(line) => line.id} selected={selected}
      onOpen={(line) => {
        setAsked(undefined)
        onSelect(line.id)
      }}
      onEnd={more} onRowKey={onRowKey} rowData={(line) => ({ 'data-state': isLate(line, now) ? 'late' : line.state, 'data-owner': line.owner?.id })} />
  )
  const side = selected && (
    <LinePanel key={selected} id={selected} now={now} limit={limitMillis} asked={asked?.line === selected ? asked.what : undefined} onAsk={(what) => setAsked(what && { line: selected, what })}
      people={people} actions={actions} onClose={close} player={player} about={about} />
  )
  const head = <DeskHead filter={filter} onFilter={onFilter} counts={counts} />
  if (filter.state === 'figures' && mayReadReports(me)) {
    return <Page title={t('missed.title')} tools={head}><FiguresView filter={filter} onFilter={onFilter} /></Page>
  }
  return (
    <Page title={t('missed.title')} note={limit && t(counts?.workingTime ? 'missed.promiseWorking' : 'missed.promise', { limit })} tools={head}>
      <div className={classes.desk}>
        <DeskBar filter={filter} onFilter={onFilter} people={people} queues={queues} />
        <SplitView side={side} onClose={close}>{list}</SplitView>
        <Foot withheld={counts?.withheld ?? 0} />
      </div>
    </Page>
  )
}

/** What the signs mean, who can't be called back, and the keys. */
function Foot({ withheld }: { withheld: number }) {
  const { t } = useTranslation()
  return (
    <footer className={classes.foot}>
      <span><svg className={classes.sign} width={5} height={12} aria-hidden="true"><rect className={classes.theirs} x={0.5} y={0.5} width={4} height={11} rx={1} /></svg>{t('missed.calledUs')}</span>
      <span><svg className={classes.sign} width={8} height={12} aria-hidden="true"><path className={classes.ours} d="M4 12V2M1 5l3-3.5L7 5" /></svg>{t('missed.calledBack')}</span>
      {withheld > 0 && <span data-testid="missed-withheld">{t('missed.withheld', { count: withheld })}</span>}
      <span className={classes.spring} />
      <span><Key>{t('missed.keys.call')}</Key>{t('missed.key.call')}</span>
      <span><Key>{t('missed.keys.take')}</Key>{t('missed.key.take')}</span>
      <span><Key>{t('missed.keys.give')}</Key>{t('missed.key.give')}</span>
      <span><Key>{t('missed.keys.close')}</Key>{t('missed.key.close')}</span>
    </footer>
  )
}
