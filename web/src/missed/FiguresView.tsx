import { Button, SegmentedControl } from '@mantine/core'
import { IconCalendar, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { DeskFigureRow } from '../api/types'
import { count } from '../ui/format'
import { PeriodPicker, periodOf } from '../ui/PeriodPicker'
import { Empty, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import type { MissedFilter } from './filter'
import { figuresQuery } from './lines'
import classes from './missed.module.css'
import { span } from './words'

const HEADS = ['lines', 'calls', 'talked', 'inTime', 'share', 'median', 'byHand', 'waiting', 'never'] as const

/** How callers in vain were called back, by whom and how soon. */
export function FiguresView({ filter, onFilter }: { filter: MissedFilter; onFilter: (filter: MissedFilter) => void }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [weekFrom, weekTo] = periodOf('week')
  const from = filter.from ?? weekFrom
  const to = filter.to ?? weekTo
  const by = filter.by ?? 'operator'
  const { data, error, refetch } = useQuery(figuresQuery(from, to, by))
  return (
    <div className={classes.figures}>
      <div className={classes.bar}>
        <PeriodPicker always from={from} to={to} icon={IconCalendar} onChange={(start, end) => onFilter({ ...filter, from: start, to: end })} />
        <SegmentedControl value={by} aria-label={t('missed.figure.by')} data-testid="missed-by" onChange={(value) => onFilter({ ...filter, by: value === 'team' ? value : undefined })}
          data={[{ value: 'operator', label: t('missed.figure.operators') }, { value: 'team', label: t('missed.figure.teams') }]} />
      </div>
      {error ? <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
        : !data ? <Skeleton rows={6} />
          : data.rows.length === 0 ? <Empty title={t('missed.figure.none')} /> : (
            <div className={classes.sheet}>
              <table className={classes.table} data-testid="missed-figures">
                <thead>
                  <tr>
                    <th scope="col">{t(by === 'team' ? 'missed.figure.team' : 'missed.owner')}</th>
                    {HEADS.map((head) => <th key={head} scope="col">{t(`missed.figure.${head}`)}</th>)}
                  </tr>
                </thead>
                <tbody>{data.rows.map((row) => <Figures key={row.key?.id ?? '0'} row={row} name={row.key?.name ?? t('missed.figure.nobody')} />)}</tbody>
                <tfoot><Figures row={data.total} name={t('missed.figure.total')} /></tfoot>
              </table>
              <p className={classes.definition}>
                <IconInfoCircle size={14} stroke={1.75} aria-hidden="true" />
                <span>{t('missed.figure.definition', { limit: span(data.minutes * 60_000) })} {data.workingTime && t('missed.figure.working')} {data.withheld > 0 && t('missed.figure.withheld', { count: data.withheld })} {t('missed.figure.zone', { zone: data.zone })}</span>
              </p>
            </div>
          )}
    </div>
  )
}

/** Lines that a person closed, or that may still be called back, are not asked whether it was in time. */
function Figures({ row, name }: { row: DeskFigureRow; name: string }) {
  const { t } = useTranslation()
  const asked = row.talked + row.never
  const cells = {
    lines: count(row.lines), calls: count(row.calls), talked: count(row.talked), inTime: count(row.inTime),
    share: asked > 0 ? t('missed.percent', { value: Math.round((row.inTime / asked) * 100) }) : '',
    median: row.medianSeconds === null ? '' : span(row.medianSeconds * 1000), byHand: count(row.byHand), waiting: count(row.waiting), never: count(row.never),
  }
  return (
    <tr>
      <th scope="row">{name}</th>
      {HEADS.map((head) => <td key={head} data-bad={(head === 'never' && row.never > 0) || undefined}>{cells[head]}</td>)}
    </tr>
  )
}
