import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DurationRow } from '../api/types'
import type { Grain, ReportFilter } from './durations'
import classes from './report.module.css'

interface CallsLinkProps {
  filter: ReportFilter
  row?: DurationRow
  by?: Grain
  day?: string
  operator?: string
  answered?: boolean
  className?: string
  label?: string
  children: ReactNode
}

/** A number that opens the calls it counts; plain where the log has no filter for them. */
export function CallsLink({ filter, row, by = filter.by, day, operator, answered, className, label, children }: CallsLinkProps) {
  const key = row?.key
  if (row && (by === 'hour' || by === 'team')) return <>{children}</>
  if (row && ((by === 'operator' || by === 'outcome') ? !key?.id : !key?.name)) return <>{children}</>
  const search = {
    from: day ?? (row && by === 'day' ? key!.name! : filter.from),
    to: day ?? (row && by === 'day' ? key!.name! : filter.to),
    direction: filter.direction,
    operator: operator ?? (row && by === 'operator' ? key!.id! : undefined),
    outcome: row && by === 'outcome' ? key!.id! : undefined,
    queue: row && by === 'queue' ? key!.name! : undefined,
    result: answered ? ('answered' as const) : undefined,
  }
  return <Link to="/calls" search={search} className={className ?? classes.behind} aria-label={label}>{children}</Link>
}
