import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { BalanceCall, BalanceDay } from '../api/types'
import { resultWord, talkersOf } from '../calllog/call-columns'
import { DifferenceTable, DoubtSign } from '../calllog/Doubt'
import { count, duration, EMPTY, phone, time } from '../ui/format'
import { Empty, IconButton, Section, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { balanceCallsQuery } from './balance'
import classes from './balance.module.css'
import { dayName, StateChip, whyWords } from './columns'

/** One day on both sides, and the calls in which they differ. */
export function DayDetails({ day, onClose }: { day: BalanceDay; onClose: () => void }) {
  const { t } = useTranslation()
  const compared = day.state !== 'unknown'
  const [ours, recorded] = [day.ours, day.recorded]
  return (
    <article data-testid="balance-details" aria-label={dayName(day)}>
      <header className={classes.head}>
        <div>
          <h2>{dayName(day)}</h2>
          <p>{day.exchange.name}</p>
        </div>
        <StateChip day={day} />
        <IconButton icon={IconX} label={t('calllog.close')} onClick={onClose} data-testid="close-details" />
      </header>
      <Section title={t('balance.sides')} aside={<Link to="/calls" search={{ from: day.day, to: day.day }}>{t('balance.allCalls')}</Link>}>
        <table className={classes.sides}>
          <thead><tr><th /><th scope="col">{t('calllog.ours')}</th><th scope="col">{t('calllog.theirs')}</th></tr></thead>
          <tbody>
            <tr><th scope="row">{t('balance.calls')}</th><td>{count(ours.calls)}</td><td>{compared ? count(recorded.calls) : EMPTY}</td></tr>
            <tr><th scope="row">{t('balance.talk')}</th><td>{duration(ours.talkSeconds)}</td><td>{compared ? duration(recorded.talkSeconds) : EMPTY}</td></tr>
          </tbody>
        </table>
        {day.recovered > 0 && (
          <p><Link to="/calls" search={{ from: day.day, to: day.day, certainty: 'recovered' }} data-testid="recovered-calls">{t('balance.recoveredOf', { count: day.recovered, number: count(day.recovered) })}</Link></p>
        )}
        {day.why.length > 0 && <p className={classes.why}>{whyWords(day, t)}</p>}
      </Section>
      {day.state !== 'balanced' && <Differing day={day} />}
    </article>
  )
}

function Differing({ day }: { day: BalanceDay }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data, error, refetch } = useQuery(balanceCallsQuery(day))
  if (error) return <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
  if (!data) return <Skeleton rows={4} />
  if (data.length === 0) return null
  return (
    <Section title={t('balance.differing')}>
      {data.map((one) => <Differs key={one.call.id} one={one} />)}
    </Section>
  )
}

function Differs({ one: { call, reason, differences } }: { one: BalanceCall }) {
  const { t } = useTranslation()
  return (
    <div className={classes.call} data-testid="balance-call" data-reason={reason}>
      <Link to="/calls" search={{ call: call.id }}>{time(call.startedAt)} {call.client?.name ?? phone(call.number)}</Link>
      <span className={classes.second}>{talkersOf(call)}</span>
      <span className={classes.second}>{resultWord(call, t)}, {duration(call.talkSeconds)}</span>
      <DoubtSign call={call} />
      {differences.length > 0 ? <DifferenceTable differences={differences} /> : <small>{t(`balance.one.${reason}`)}</small>}
    </div>
  )
}
