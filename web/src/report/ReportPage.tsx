import { Button, SegmentedControl } from '@mantine/core'
import { IconCalendar, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { DurationRow } from '../api/types'
import { DIRECTIONS } from '../calllog/filter'
import { count, duration } from '../ui/format'
import { PeriodPicker } from '../ui/PeriodPicker'
import { Pick } from '../ui/Pick'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { CallsLink } from './CallsLink'
import { DayBars } from './DayBars'
import { durationsQuery, GRAINS, type ReportFilter } from './durations'
import { DurationTable } from './DurationTable'
import { HourBars } from './HourBars'
import classes from './report.module.css'

interface ReportPageProps {
  filter: ReportFilter
  onFilter: (filter: ReportFilter) => void
}

/** Figures, two pictures and the table that they sum; each number opens the calls behind it. */
export function ReportPage({ filter, onFilter }: ReportPageProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data, error, refetch } = useQuery(durationsQuery(filter))
  const tools = (
    <>
      <PeriodPicker always from={filter.from} to={filter.to} icon={IconCalendar} onChange={(from, to) => from && to && onFilter({ ...filter, from, to })} />
      <Pick testid="filter-direction" name={t('report.bothWays')} value={filter.direction} onPick={(value) => onFilter({ ...filter, direction: DIRECTIONS.find((one) => one === value) })}
        choices={(['inbound', 'outbound'] as const).map((value) => ({ value, label: t(`calllog.direction.${value}`) }))} />
    </>
  )
  return (
    <Page title={t('report.title')} tools={tools}>
      {error ? (
        <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
      ) : !data ? (
        <Skeleton rows={14} />
      ) : (
        <div className={classes.report}>
          <Figures total={data.total} filter={filter} />
          <div className={classes.pictures}>
            <DayBars filter={filter} />
            <HourBars filter={filter} />
          </div>
          <div className={classes.by}>
            <SegmentedControl value={filter.by} aria-label={t('report.by')} data-testid="report-by" onChange={(value) => onFilter({ ...filter, by: GRAINS.find((one) => one === value) ?? 'operator' })}
              data={GRAINS.map((value) => ({ value, label: t(`report.grain.${value}`) }))} />
          </div>
          <DurationTable filter={filter} data={data} />
          <p className={classes.definition}>
            <IconInfoCircle size={14} stroke={1.75} aria-hidden="true" />
            {t('report.definition')} {t('report.zone', { zone: data.zone })}
          </p>
        </div>
      )}
    </Page>
  )
}

function Figures({ total, filter }: { total: DurationRow; filter: ReportFilter }) {
  const { t } = useTranslation()
  const share = (part: number) => (total.calls > 0 ? t('report.percent', { value: Math.round((part / total.calls) * 100) }) : '')
  const figures: { name: string; value: string; note?: string; link?: 'all' | 'answered'; missed?: boolean }[] = [
    { name: t('report.calls'), value: count(total.calls), link: 'all' },
    { name: t('report.answered'), value: count(total.answered), note: share(total.answered), link: 'answered' },
    { name: t('report.missed'), value: count(total.missed), note: share(total.missed), missed: total.missed > 0 },
    { name: t('report.talkTotal'), value: duration(total.talkSeconds), link: 'answered' },
    { name: t('report.average'), value: duration(total.averageTalkSeconds) },
    { name: t('report.median'), value: duration(total.medianTalkSeconds) },
    { name: t('report.p90'), value: duration(total.p90TalkSeconds) },
  ]
  return (
    <dl className={classes.figures} data-testid="report-figures">
      {figures.map((figure) => (
        <div key={figure.name}>
          <dt><span>{figure.name}</span><span>{figure.note}</span></dt>
          <dd data-missed={figure.missed || undefined}>
            {figure.link ? <CallsLink filter={filter} answered={figure.link === 'answered'}>{figure.value}</CallsLink> : figure.value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
