import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Exchange } from '../api/types'
import { count, dayAndTime } from '../ui/format'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import type { Place } from '../ui/place'
import { useProblemWords } from '../ui/problem-words'
import { type Column, Rows } from '../ui/Rows'
import { SplitView } from '../ui/SplitView'
import { ExchangePanel, NewExchange } from './ExchangePanel'
import { exchangesQuery } from './exchanges'
import { namesake } from './namesake'
import { StandingChip, useReason } from './Standing'
import classes from './exchange.module.css'

const NEW = 'new'

/** The exchanges of the house: how they stand, and how they are reached. */
export function ExchangesSection({ item, onItem }: Place) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: exchanges, error, refetch } = useQuery(exchangesQuery)
  const columns = useColumns(exchanges)
  const close = useCallback(() => onItem(undefined), [onItem])
  const add = <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => onItem(NEW)} data-testid="new-exchange-open">{t('exchange.addOne')}</Button>
  let list: ReactNode
  if (error) list = <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
  else if (!exchanges) list = <Skeleton />
  else if (exchanges.length === 0) list = <Empty title={t('exchange.none')}>{t('exchange.noneNext')}</Empty>
  else {
    list = (
      <Rows label={t('settings.section.exchanges')} columns={columns} entries={exchanges.map((row) => ({ key: row.id, row }))} testid="exchange-row" id={(one) => one.id} selected={item}
        onOpen={(one) => onItem(one.id)} />
    )
  }
  const open = exchanges?.find((one) => one.id === item)
  const side = item === NEW ? <NewExchange onDone={onItem} onClose={close} /> : open && <ExchangePanel key={open.id} exchange={open} namesake={namesake(open, exchanges)} onClose={close} />
  return (
    <Page title={t('settings.section.exchanges')} note={exchanges && exchanges.length > 0 ? count(exchanges.length) : undefined} tools={add}>
      <SplitView side={side} onClose={close}>{list}</SplitView>
    </Page>
  )
}

/** Whole for those who point at it: the list is narrow while one is open. */
function Namesake({ of, other }: { of: Exchange; other: Exchange }) {
  const { t } = useTranslation()
  const words = t(of.live?.systemName ? 'exchange.namesake' : 'exchange.nameless', { name: other.name })
  return <span className={classes.wrong} title={words}>{words}</span>
}

function useColumns(all: Exchange[] | undefined): Column<Exchange>[] {
  const { t } = useTranslation()
  const reason = useReason()
  return useMemo(
    (): Column<Exchange>[] => [
      { key: 'name', head: t('exchange.name'), width: 'minmax(120px, 1fr)', look: (one) => ({ className: one.enabled ? classes.strong : classes.second }), cell: (one) => one.name },
      { key: 'state', head: t('exchange.state'), width: '130px', cell: (one) => <StandingChip exchange={one} /> },
      {
        key: 'since', head: t('exchange.more'), width: 'minmax(160px, 3fr)', look: () => ({ className: classes.second }),
        cell: (one) => {
          const other = namesake(one, all)
          if (!one.live?.up) return reason(one)
          return other ? <Namesake of={one} other={other} /> : dayAndTime(one.live.since)
        },
      },
      { key: 'host', head: t('exchange.host'), width: 'minmax(120px, 1fr)', from: 560, look: () => ({ className: classes.second }), cell: (one) => (one.host ? `${one.host}:${one.port}` : '') },
      { key: 'version', head: t('exchange.version'), width: '110px', from: 760, look: () => ({ className: classes.second }), cell: (one) => one.live?.asterisk?.split(/[~+]/)[0] ?? '' },
    ],
    [t, reason, all],
  )
}
