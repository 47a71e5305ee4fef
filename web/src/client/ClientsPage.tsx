import { Button, Input } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Client } from '../api/types'
import { DialButton, useDial } from '../dial/dial'
import { dayWord, EMPTY, phone } from '../ui/format'
import { Empty, freshness, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { type Column, Rows } from '../ui/Rows'
import { daysBetween } from '../ui/zone'
import { clientsQuery } from './clients'
import { QuickCreate } from './QuickCreate'
import classes from './client.module.css'

interface ClientsPageProps {
  q: string | undefined
  onSearch: (q: string | undefined) => void
  onOpen: (id: string) => void
}

export function ClientsPage({ q, onSearch, onOpen }: ClientsPageProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const dial = useDial()
  const [text, setText] = useState(q ?? '')
  const search = useDebouncedCallback((typed: string) => onSearch(typed.trim() || undefined), 200)
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(clientsQuery(q))
  const entries = useMemo(() => (data?.pages.flatMap((page) => page.items) ?? []).map((row) => ({ key: row.id, row })), [data])
  const columns = useColumns()
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const box = (
    <Input size="xs" w={240} value={text} placeholder={t('client.filter')} aria-label={t('client.filter')} data-testid="client-filter"
      leftSection={<IconSearch size={15} stroke={1.75} />}
      onChange={(event) => {
        setText(event.currentTarget.value)
        search(event.currentTarget.value)
      }} />
  )
  return (
    <Page title={t('client.title')} tools={box}>
      {error ? (
        <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
      ) : isPending ? (
        <Skeleton rows={16} />
      ) : entries.length === 0 ? (
        <Empty title={t(q ? 'frame.nothingFound' : 'client.empty')}>
          <div className={classes.emptyCreate}><QuickCreate number={null} name={q} active onDone={(client) => onOpen(client.id)} /></div>
        </Empty>
      ) : (
        <Rows label={t('client.title')} columns={columns} entries={entries} testid="client-row" id={(client) => client.id} onOpen={(client) => onOpen(client.id)} onEnd={more}
          onRowKey={(code, client) => {
            const number = client.phones[0]?.number
            if (code !== 'KeyC' || !number) return false
            dial.mutate(number)
            return true
          }} />
      )}
    </Page>
  )
}

function useColumns(): Column<Client>[] {
  const { t } = useTranslation()
  return useMemo(
    (): Column<Client>[] => [
      { key: 'name', head: t('client.who'), width: 'minmax(160px, 1.5fr)', look: () => ({ className: classes.strong }), cell: (client) => client.name },
      { key: 'company', head: t('client.company'), width: 'minmax(140px, 1.5fr)', cell: (client) => client.company ?? '' },
      { key: 'position', head: t('client.position'), width: 'minmax(100px, 1fr)', from: 900, look: () => ({ className: classes.second }), cell: (client) => client.position ?? '' },
      { key: 'phone', head: t('client.phone'), width: '150px', cell: (client) => phone(client.phones[0]?.number) },
      { key: 'owner', head: t('client.owner'), width: 'minmax(110px, 1fr)', from: 800, look: () => ({ className: classes.second }), cell: (client) => client.owner?.name ?? '' },
      {
        key: 'talked', head: t('planning.talked'), width: '88px',
        look: (client) => ({ style: freshness(client.lastTalkAt ? daysBetween(Date.parse(client.lastTalkAt), Date.now()) : null) }),
        cell: (client) => (client.lastTalkAt ? dayWord(client.lastTalkAt) : EMPTY),
      },
      { key: 'dial', head: '', width: '40px', tools: true, cell: (client) => <DialButton number={client.phones[0]?.number} /> },
    ],
    [t],
  )
}
