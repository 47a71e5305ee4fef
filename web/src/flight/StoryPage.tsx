import { Button, SegmentedControl } from '@mantine/core'
import { IconArrowLeft, IconDownload, IconFlag } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { eventsAddress } from '../api/client'
import { Problem } from '../api/problem'
import type { Call } from '../api/types'
import { numberOf } from '../calllog/call-columns'
import { callQuery } from '../calllog/calls'
import { useMe } from '../staff/me'
import { moment } from '../ui/format'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import type { View } from './rows'
import { Course } from './Course'
import { counted } from './figures'
import classes from './flight.module.css'
import { Report } from './Report'
import { storyQuery } from './stories'
import { Told } from './Told'

const VIEWS: View[] = ['decided', 'main', 'all']

/** What the exchange told of a call is for those above the operators, who say of a call of theirs that it is wrong. */
export function StoryPage({ id }: { id: string }) {
  const { role } = useMe()
  return role === 'operator' ? <OwnReport id={id} /> : <WholeStory id={id} />
}

function OwnReport({ id }: { id: string }) {
  const { t } = useTranslation('flight')
  const navigate = useNavigate()
  const words = useProblemWords()
  const { data: call, error } = useQuery(callQuery(id))
  if (error) return <Empty title={words(Problem.of(error))} />
  if (!call) return <Skeleton rows={4} />
  return (
    <Page title={t('wrong')} note={<Whose call={call} />}>
      <div className={classes.scroll}>
        <Report id={id} onDone={() => void navigate({ to: '/calls', search: { call: id } })} />
      </div>
    </Page>
  )
}

/** How the row of a call came to be: who did what, and what each event decided. */
function WholeStory({ id }: { id: string }) {
  const { t } = useTranslation('flight')
  const [view, setView] = useState<View>('main')
  const [reporting, setReporting] = useState(false)
  const { data: call, error } = useQuery(callQuery(id))
  const { data: story, error: untold } = useQuery(storyQuery(id))
  const words = useProblemWords()
  if (error) return <Empty title={words(Problem.of(error))} />
  if (!call) return <Skeleton rows={10} />
  const told = story && counted(story, call)
  const heard = story?.source === 'events'
  const tools = (
    <>
      <SegmentedControl aria-label={t('views')} value={view} data-testid="story-view" onChange={(chosen) => setView(VIEWS.find((one) => one === chosen) ?? 'main')}
        data={VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))} />
      {heard && <Button leftSection={<IconFlag size={16} />} onClick={() => setReporting(!reporting)} aria-expanded={reporting} data-testid="story-report">{t('wrong')}</Button>}
      {heard && <Button component="a" href={eventsAddress(id)} leftSection={<IconDownload size={16} />} data-testid="story-export">{t('export')}</Button>}
    </>
  )
  return (
    <Page title={t('title')} note={<Whose call={call} />} tools={tools}>
      <div className={classes.scroll}>
        {reporting && <Report id={id} onDone={() => setReporting(false)} />}
        {story?.source === 'records' && <p className={classes.records} data-testid="story-records">{t(call.certainty === 'recovered' ? 'records' : 'recordsElsewhere')}</p>}
        <Told call={call} told={told} />
        {untold ? <Gone call={call} problem={Problem.of(untold)} /> : told ? <Course told={told} call={call} view={view} /> : <Skeleton rows={10} />}
      </div>
    </Page>
  )
}

function Whose({ call }: { call: Call }) {
  const { t } = useTranslation('flight')
  return (
    <span className={classes.whose}>
      <Link to="/calls" search={{ call: call.id }} data-testid="story-back"><IconArrowLeft size={14} aria-hidden="true" /> {t('back')}</Link>
      <span>{moment(call.startedAt)} · {call.client?.name ?? numberOf(call)}</span>
    </span>
  )
}

function Gone({ call, problem }: { call: Call; problem: Problem }) {
  const { t } = useTranslation('flight')
  const words = useProblemWords()
  return problem.field === 'journal'
    ? <Empty title={t('gone')}><p>{t(call.certainty === 'recovered' ? 'goneRecovered' : 'goneNext')}</p></Empty>
    : <Empty title={words(problem)} />
}
