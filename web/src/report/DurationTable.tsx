import { IconSortDescending } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DurationRow, Durations } from '../api/types'
import type { CallFilter } from '../calllog/filter'
import { count, dayLong, duration, EMPTY } from '../ui/format'
import { inOwnLanguage, locale } from '../ui/locale'
import { Empty, WithSquare } from '../ui/Pieces'
import { dayStart } from '../ui/zone'
import { Link } from '@tanstack/react-router'
import { callsOf } from './calls-of'
import type { ReportFilter } from './durations'
import classes from './report.module.css'

type SortKey = 'name' | 'calls' | 'answered' | 'missed' | 'talkSeconds' | 'averageTalkSeconds' | 'medianTalkSeconds' | 'p90TalkSeconds' | 'ring' | 'wait' | 'hold' | 'outcome'
type Column = Exclude<SortKey, 'name'>
const COLUMNS: Column[] = [
  'calls', 'answered', 'missed', 'talkSeconds', 'averageTalkSeconds', 'medianTalkSeconds', 'p90TalkSeconds', 'ring', 'wait', 'hold', 'outcome',
]

/** Which of a row's calls a column counts. */
const NARROWER: Record<Column, CallFilter> = {
  calls: {},
  ring: {},
  wait: {},
  missed: { segment: 'missed' },
  answered: { segment: 'answered' },
  talkSeconds: { segment: 'answered' },
  averageTalkSeconds: { segment: 'answered' },
  medianTalkSeconds: { segment: 'answered' },
  p90TalkSeconds: { segment: 'answered' },
  hold: { segment: 'answered' },
  outcome: { segment: 'answered' },
}

/** The filter for one row's calls; null for what no filter names: calls of nobody, without a queue or an outcome. */
function keyOf({ by }: ReportFilter, { key }: DurationRow): CallFilter | null {
  switch (by) {
    case 'operator':
      return key.id ? { operator: key.id } : null
    case 'team':
      return key.id ? { team: key.id } : null
    case 'outcome':
      return key.id ? { outcome: key.id } : null
    case 'queue':
      return key.name ? { queue: key.name } : null
    case 'day':
      return key.name ? { from: key.name, to: key.name } : null
    case 'hour':
      return key.name ? { hour: key.name } : null
  }
}

const perCall = (seconds: number, calls: number) => (calls > 0 ? seconds / calls : null)

function valueOf(row: DurationRow, key: Column): number | null {
  switch (key) {
    case 'ring':
      return perCall(row.ringSeconds, row.calls)
    case 'wait':
      return perCall(row.waitSeconds, row.calls)
    case 'hold':
      return perCall(row.holdSeconds, row.answered)
    case 'outcome':
      return perCall(row.withOutcome, row.answered)
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
  const cells = (row: DurationRow, isTotal: boolean) => {
    const keyed = isTotal ? {} : keyOf(filter, row)
    return COLUMNS.map((key) => {
      const value = valueOf(row, key)
      return (
        <td key={key} data-strong={key === 'talkSeconds' || undefined}>
          {keyed && value
            ? <Link to="/calls" search={callsOf(filter, { ...keyed, ...NARROWER[key] })} className={classes.behind}>{words(key, value)}</Link>
            : words(key, value)}
        </td>
      )
    })
  }
  const words = (key: Column, value: number | null) => {
    if (key === 'outcome') return value === null ? EMPTY : t('report.percent', { value: Math.round(value * 100) })
    return key === 'calls' || key === 'answered' || key === 'missed' ? count(value ?? 0) : duration(value)
  }
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
