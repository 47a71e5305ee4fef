import { Button, SegmentedControl } from '@mantine/core'
import { IconCalendar, IconDownload, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { DurationRow } from '../api/types'
import type { CallFilter } from '../calllog/filter'
import { count, duration } from '../ui/format'
import { PeriodPicker } from '../ui/PeriodPicker'
import { Pick } from '../ui/Pick'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { callsOf } from './calls-of'
import { DayBars } from './DayBars'
import { before, durationsQuery, fileOf, GRAINS, picturesQuery, type ReportFilter } from './durations'
import { DurationTable } from './DurationTable'
import { Hours } from './Hours'
import { Lengths } from './Lengths'
import classes from './report.module.css'

const WAYS = ['inbound', 'outbound'] as const

interface ReportPageProps {
  filter: ReportFilter
  operators: { id: string; name: string }[]
  onFilter: (filter: ReportFilter) => void
}

/** Figures, three pictures and the table that they sum; each number opens the calls behind it. */
export function ReportPage({ filter, operators, onFilter }: ReportPageProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data, error, refetch } = useQuery(durationsQuery(filter))
  const { data: pictures } = useQuery(picturesQuery(filter))
  const { data: queues } = useQuery(durationsQuery({ from: filter.from, to: filter.to, by: 'queue' }))
  const tools = (
    <>
      <PeriodPicker always from={filter.from} to={filter.to} icon={IconCalendar} onChange={(from, to) => from && to && onFilter({ ...filter, from, to })} />
      <Pick testid="filter-operator" name={t('report.allOperators')} value={filter.operator} onPick={(operator) => onFilter({ ...filter, operator })}
        choices={operators.map(({ id, name }) => ({ value: id, label: name }))} />
      <Pick testid="filter-queue" name={t('report.allQueues')} value={filter.queue} onPick={(queue) => onFilter({ ...filter, queue })}
        choices={(queues?.rows ?? []).flatMap(({ key }) => (key.name ? [{ value: key.name, label: key.name }] : []))} />
      <Pick testid="filter-direction" name={t('report.bothWays')} value={filter.direction} onPick={(value) => onFilter({ ...filter, direction: WAYS.find((one) => one === value) })}
        choices={WAYS.map((value) => ({ value, label: t(`calllog.direction.${value}`) }))} />
      <Button component="a" href={fileOf(filter)} download flex="none" leftSection={<IconDownload size={14} stroke={1.75} />} title={t('report.download')} data-testid="report-xlsx">{t('calllog.format.xlsx')}</Button>
    </>
  )
  return (
    <Page title={t('report.title')} note={<Link to="/balance" data-testid="balance-link">{t('report.balance')}</Link>} tools={tools}>
      {error ? (
        <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
      ) : !data ? (
        <Skeleton rows={14} />
      ) : (
        <div className={classes.report}>
          <Figures total={data.total} filter={filter} />
          <div className={classes.pictures}>
            {pictures && (
              <>
                <DayBars filter={filter} talk={pictures.talk} />
                <Lengths filter={filter} lengths={pictures.lengths} total={data.total} />
                <Hours filter={filter} hours={pictures.hours} />
              </>
            )}
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

interface Figure {
  name: string
  value: string
  note?: string
  link: CallFilter
  missed?: boolean
}

function Figures({ total, filter }: { total: DurationRow; filter: ReportFilter }) {
  const { t } = useTranslation()
  const { data: past } = useQuery(durationsQuery(before(filter)))
  const share = (part: number) => (total.calls > 0 ? t('report.percent', { value: Math.round((part / total.calls) * 100) }) : '')
  const answered = { segment: 'answered' as const }
  const mean = total.averageTalkSeconds
  const pastMean = past?.total.averageTalkSeconds
  const figures: Figure[] = [
    { name: t('report.calls'), value: count(total.calls), note: past && past.total.calls > 0 ? signed(Math.round((total.calls / past.total.calls - 1) * 100), (n) => t('report.percent', { value: n })) : undefined, link: {} },
    { name: t('report.answered'), value: count(total.answered), note: share(total.answered), link: answered },
    { name: t('report.missed'), value: count(total.missed), note: share(total.missed), link: { segment: 'missed' }, missed: total.missed > 0 },
    { name: t('report.talkTotal'), value: duration(total.talkSeconds), link: answered },
    { name: t('report.average'), value: duration(mean), note: mean != null && pastMean != null ? signed(Math.round(mean - pastMean), duration) : undefined, link: answered },
    { name: t('report.median'), value: duration(total.medianTalkSeconds), link: answered },
    { name: t('report.p90'), value: duration(total.p90TalkSeconds), link: total.p90TalkSeconds == null ? answered : { ...answered, minTalk: String(Math.floor(total.p90TalkSeconds)) } },
  ]
  return (
    <dl className={classes.figures} data-testid="report-figures">
      {figures.map((figure) => (
        <div key={figure.name}>
          <dt><span>{figure.name}</span><span title={figure.note?.match(/^[+−]/) ? t('report.against') : undefined}>{figure.note}</span></dt>
          <dd data-missed={figure.missed || undefined}>
            <Link to="/calls" search={callsOf(filter, figure.link)} className={classes.behind}>{figure.value}</Link>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Against the days before: with its sign, nothing where nothing changed. */
function signed(change: number, words: (amount: number) => string): string | undefined {
  return change === 0 ? undefined : `${change > 0 ? '+' : '−'}${words(Math.abs(change))}`
}
