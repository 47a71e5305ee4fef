import { IconSortDescending } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DurationRow, Durations } from '../api/types'
import { count, dayLong, duration } from '../ui/format'
import { inOwnLanguage, locale } from '../ui/locale'
import { Empty, WithSquare } from '../ui/Pieces'
import { dayStart } from '../ui/zone'
import { CallsLink } from './CallsLink'
import type { ReportFilter } from './durations'
import classes from './report.module.css'

type SortKey = 'name' | 'calls' | 'answered' | 'missed' | 'talkSeconds' | 'averageTalkSeconds' | 'medianTalkSeconds' | 'p90TalkSeconds' | 'ring' | 'wait' | 'hold'
const COLUMNS: Exclude<SortKey, 'name'>[] = [
  'calls', 'answered', 'missed', 'talkSeconds', 'averageTalkSeconds', 'medianTalkSeconds', 'p90TalkSeconds', 'ring', 'wait', 'hold',
]

const perCall = (seconds: number, calls: number) => (calls > 0 ? seconds / calls : null)

function valueOf(row: DurationRow, key: Exclude<SortKey, 'name'>): number | null {
  switch (key) {
    case 'ring':
      return perCall(row.ringSeconds, row.calls)
    case 'wait':
      return perCall(row.waitSeconds, row.calls)
    case 'hold':
      return perCall(row.holdSeconds, row.answered)
    case 'calls':
    case 'answered':
    case 'missed':
    case 'talkSeconds':
    case 'averageTalkSeconds':
    case 'medianTalkSeconds':
    case 'p90TalkSeconds':
      return row[key]
  }
}

export function DurationTable({ filter, data }: { filter: ReportFilter; data: Durations }) {
  const { t } = useTranslation()
  const [sort, setSort] = useState<SortKey | null>(null)
  const inTime = filter.by === 'day' || filter.by === 'hour'
  const sorted = sort ?? (inTime ? null : 'talkSeconds')
  const rows = useMemo(() => sortedRows(data.rows, sorted), [data.rows, sorted])
  const cells = (row: DurationRow, isTotal: boolean) =>
    COLUMNS.map((key) => {
      const value = valueOf(row, key)
      const words = key === 'calls' || key === 'answered' || key === 'missed' ? count(value ?? 0) : duration(value)
      // The log knows which calls an operator took part in, not which of them that operator answered.
      const exact = isTotal || filter.by !== 'operator'
      const links = key === 'calls' || (exact && (key === 'answered' || key === 'talkSeconds'))
      return (
        <td key={key} data-strong={key === 'talkSeconds' || undefined}>
          {links && value ? <CallsLink filter={filter} row={isTotal ? undefined : row} answered={key !== 'calls'}>{words}</CallsLink> : words}
        </td>
      )
    })
  if (rows.length === 0) return <Empty title={t('report.empty')}>{t('report.emptyNext')}</Empty>
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {(['name', ...COLUMNS] as SortKey[]).map((key) => (
            <th key={key} scope="col" aria-sort={sorted === key ? (key === 'name' ? 'ascending' : 'descending') : undefined}>
              <button type="button" onClick={() => setSort(key)}>
                {key === 'name' ? t(`report.grain.${filter.by}`) : t(`report.column.${key}`)}
                {sorted === key && <IconSortDescending size={13} stroke={1.75} aria-hidden="true" />}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={row.key.id ?? row.key.name ?? i} data-testid="report-row" data-id={row.key.id ?? row.key.name ?? ''}>
            <th scope="row">{nameOf(row, filter, t('report.nobody'))}</th>
            {cells(row, false)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr data-testid="report-total">
          <th scope="row">{t('report.total')}</th>
          {cells(data.total, true)}
        </tr>
      </tfoot>
    </table>
  )
}

function sortedRows(rows: DurationRow[], key: SortKey | null): DurationRow[] {
  if (!key) return rows
  if (key === 'name') {
    const { compare } = new Intl.Collator(locale())
    return [...rows].sort((a, b) => compare(plainName(a), plainName(b)))
  }
  return [...rows].sort((a, b) => (valueOf(b, key) ?? -1) - (valueOf(a, key) ?? -1))
}

const plainName = (row: DurationRow) => row.key.name ?? (row.key.label ? inOwnLanguage(row.key.label) : '')

function nameOf(row: DurationRow, filter: ReportFilter, nobody: string): ReactNode {
  if (row.key.label) {
    const word = inOwnLanguage(row.key.label)
    return row.key.color ? <WithSquare color={row.key.color}>{word}</WithSquare> : word
  }
  const name = row.key.name
  if (!name) return nobody
  if (filter.by === 'hour') return `${name}:00`
  const start = filter.by === 'day' ? dayStart(name) : null
  return start ? dayLong(start) : name
}
