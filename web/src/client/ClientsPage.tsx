import { Button, Input, SegmentedControl } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { useDial } from '../dial/dial'
import { useMe } from '../staff/me'
import { peopleQuery } from '../staff/people'
import { count } from '../ui/format'
import { useKeys } from '../ui/keys'
import { Pick } from '../ui/Pick'
import { Empty, Key, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { Rows } from '../ui/Rows'
import { SplitView } from '../ui/SplitView'
import { useClientColumns } from './client-columns'
import { type ClientFilter, clientsQuery } from './clients'

interface ClientsPageProps {
  filter: ClientFilter
  onFilter: (filter: ClientFilter) => void
  selected: string | undefined
  /** The opened client or the form of a new one. */
  side: ReactNode
  onCloseSide: () => void
  onOpen: (id: string) => void
  onNew: () => void
}

export function ClientsPage({ filter, onFilter, selected, side, onCloseSide, onOpen, onNew }: ClientsPageProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const dial = useDial()
  const columns = useClientColumns()
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(clientsQuery(filter))
  const entries = useMemo(() => (data?.pages.flatMap((page) => page.items) ?? []).map((row) => ({ key: row.id, row })), [data])
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  useKeys({ KeyN: onNew }, !side)
  const filtered = Boolean(filter.q ?? filter.owner ?? filter.kind ?? filter.company)
  const create = <Button leftSection={<IconPlus size={16} stroke={1.75} />} rightSection={<Key>{t('keys.n')}</Key>} onClick={onNew} data-testid="new-client">{t('client.newShort')}</Button>
  const duplicates = <Button component={Link} to="/clients/duplicates" data-testid="duplicates-open">{t('client.duplicates')}</Button>
  const list = error ? (
    <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
  ) : isPending ? (
    <Skeleton rows={16} />
  ) : entries.length === 0 ? (
    <Empty title={t(filtered ? 'frame.nothingFound' : 'client.empty')}>
      {t(filter.q ? 'client.emptyFound' : filtered ? 'client.emptyFiltered' : 'client.emptyNext')}
      {filtered && !filter.q ? <Button onClick={() => onFilter({})}>{t('client.all')}</Button> : create}
    </Empty>
  ) : (
    <Rows label={t('client.title')} columns={columns} entries={entries} testid="client-row" id={(client) => client.id} selected={selected} onOpen={(client) => onOpen(client.id)} onEnd={more}
      onRowKey={(code, client) => {
        const number = client.phones[0]?.number
        if (code !== 'KeyC' || !number) return false
        dial.mutate(number)
        return true
      }} />
  )
  return (
    <Page title={t('client.title')} note={entries.length > 0 && `${count(entries.length)}${hasNextPage ? '+' : ''}`} tools={<><Filters filter={filter} onFilter={onFilter} />{duplicates}{create}</>}>
      <SplitView side={side} onClose={onCloseSide}>{list}</SplitView>
    </Page>
  )
}

function Filters({ filter, onFilter }: { filter: ClientFilter; onFilter: (filter: ClientFilter) => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const { data: people = [] } = useQuery(peopleQuery)
  const set = (part: Partial<ClientFilter>) => onFilter({ ...filter, ...part })
  return (
    <>
      <SearchField value={filter.q} onSearch={(q) => set({ q })} />
      <SegmentedControl value={filter.owner === me.id ? 'mine' : 'all'} aria-label={t('client.whose')} data-testid="client-whose"
        onChange={(whose) => set({ owner: whose === 'mine' ? me.id : undefined })}
        data={[{ value: 'all', label: t('client.all') }, { value: 'mine', label: t('client.mine') }]} />
      <Pick testid="client-owner-filter" name={t('client.owner')} value={filter.owner} onPick={(owner) => set({ owner })} choices={people.map(({ id, name }) => ({ value: id, label: name }))} />
      <Pick testid="client-kind" name={t('client.kindWhat')} value={filter.kind} onPick={(kind) => set({ kind: kind === 'company' || kind === 'person' ? kind : undefined })}
        choices={(['person', 'company'] as const).map((value) => ({ value, label: t(`client.kindMany.${value}`) }))} />
      <Pick testid="client-sort" name={t('client.sort.name')} value={filter.sort} onPick={(sort) => set({ sort: sort === 'talked' ? sort : undefined })}
        any={t('client.sort.name')} choices={[{ value: 'talked', label: t('client.sort.talked') }]} />
    </>
  )
}

function SearchField({ value, onSearch }: { value: string | undefined; onSearch: (q: string | undefined) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(value ?? '')
  const search = useDebouncedCallback((typed: string) => onSearch(typed.trim() || undefined), 200)
  useEffect(() => setText((before) => (before.trim() === (value ?? '') ? before : (value ?? ''))), [value])
  return (
    <Input size="xs" w={210} value={text} placeholder={t('client.filter')} aria-label={t('client.filter')} data-testid="client-filter"
      leftSection={<IconSearch size={15} stroke={1.75} />}
      onChange={(event) => {
        setText(event.currentTarget.value)
        search(event.currentTarget.value)
      }} />
  )
}
