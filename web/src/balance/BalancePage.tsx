import { Button } from '@mantine/core'
import { IconCalendar, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { BalanceDay, BalanceExchange } from '../api/types'
import { PeriodPicker } from '../ui/PeriodPicker'
import { Pick } from '../ui/Pick'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { Rows } from '../ui/Rows'
import { SplitView } from '../ui/SplitView'
import { type BalanceFilter, balanceQuery, keyOf } from './balance'
import classes from './balance.module.css'
import { useBalanceColumns } from './columns'
import { DayDetails } from './DayDetails'

interface BalancePageProps {
  filter: BalanceFilter
  onFilter: (filter: BalanceFilter) => void
  selected?: string
  onSelect: (key: string | undefined) => void
}

/** Day by day, the log against the exchange's own records: green, or what is missing and why. */
export function BalancePage({ filter, onFilter, selected, onSelect }: BalancePageProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data, error, refetch } = useQuery(balanceQuery(filter))
  const several = (data?.exchanges.length ?? 0) > 1
  const columns = useBalanceColumns(several)
  const days = useMemo(() => (data?.items ?? []).filter((one) => fits(one, filter)), [data, filter])
  const open = data?.items.find((one) => keyOf(one) === selected)
  const tools = (
    <>
      <PeriodPicker always from={filter.from} to={filter.to} icon={IconCalendar} onChange={(from, to) => from && to && onFilter({ ...filter, from, to })} />
      {several && (
        <Pick testid="filter-exchange" name={t('balance.allExchanges')} value={filter.exchange} onPick={(exchange) => onFilter({ ...filter, exchange })}
          choices={(data?.exchanges ?? []).map(({ id, name }) => ({ value: id, label: name }))} />
      )}
      <Pick testid="filter-only" name={t('balance.allDays')} value={filter.only} onPick={(only) => onFilter({ ...filter, only: only === 'differs' ? only : undefined })}
        choices={[{ value: 'differs', label: t('balance.onlyDiffering') }]} />
    </>
  )
  return (
    <Page title={t('balance.title')} tools={tools}>
      {error && !data ? (
        <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
      ) : !data ? (
        <Skeleton rows={14} />
      ) : (
        <div className={classes.balance}>
          <Mute exchanges={data.exchanges.filter((one) => !filter.exchange || one.id === filter.exchange)} />
          <SplitView side={open && <DayDetails key={keyOf(open)} day={open} onClose={() => onSelect(undefined)} />} onClose={() => onSelect(undefined)}>
            {days.length === 0
              ? <Empty title={t(filter.only ? 'balance.noneDiffers' : 'balance.empty')}>{t(filter.only ? 'balance.noneDiffersNext' : 'balance.emptyNext')}</Empty>
              : (
                <Rows label={t('balance.title')} columns={columns} entries={days.map((row) => ({ key: keyOf(row), row }))} testid="balance-day" id={keyOf} selected={selected}
                  onOpen={(day) => onSelect(keyOf(day))} rowData={(day) => ({ 'data-state': day.state })} />
              )}
          </SplitView>
          <p className={classes.definition}>
            <IconInfoCircle size={14} stroke={1.75} aria-hidden="true" />
            <span>{t('balance.definition')} {t('balance.zone', { zone: data.zone })}</span>
          </p>
        </div>
      )}
    </Page>
  )
}

const fits = (day: BalanceDay, filter: BalanceFilter) => (!filter.exchange || day.exchange.id === filter.exchange) && (!filter.only || day.state === 'differs')

/** Exchanges that keep no records. */
function Mute({ exchanges }: { exchanges: BalanceExchange[] }) {
  const { t } = useTranslation()
  const mute = exchanges.filter((one) => one.recordsSince === null).map((one) => one.name)
  return mute.length > 0 ? <p className={classes.mute} role="status" data-testid="no-records">{t('balance.mute', { names: mute.join(', ') })}</p> : null
}
