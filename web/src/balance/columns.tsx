import type { TFunction } from 'i18next'
import { IconCheck, IconClock, IconEqualNot, IconQuestionMark, type TablerIcon } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BalanceDay } from '../api/types'
import { count, dayLong, duration, EMPTY } from '../ui/format'
import { Chip, type Tone } from '../ui/Pieces'
import type { Column } from '../ui/Rows'
import { dayStart } from '../ui/zone'
import classes from './balance.module.css'

const LOOK: Record<BalanceDay['state'], { icon: TablerIcon; tone: Tone }> = {
  balanced: { icon: IconCheck, tone: 'done' },
  differs: { icon: IconEqualNot, tone: 'overdue' },
  open: { icon: IconClock, tone: 'plain' },
  unknown: { icon: IconQuestionMark, tone: 'plain' },
}

export function StateChip({ day }: { day: BalanceDay }) {
  const { t } = useTranslation()
  const { icon, tone } = LOOK[day.state]
  return <Chip tone={tone} icon={icon}>{t(`balance.state.${day.state}`)}</Chip>
}

export const dayName = (day: BalanceDay) => dayLong(dayStart(day.day)!)

/** What is missing and why, in one line. */
export const whyWords = (day: BalanceDay, t: TFunction) =>
  day.why.map(({ reason, calls }) => t(`balance.why.${reason}`, { count: calls, number: count(calls) })).join('; ')

const compared = (day: BalanceDay) => day.state !== 'unknown'

export function useBalanceColumns(several: boolean): Column<BalanceDay>[] {
  const { t } = useTranslation()
  return useMemo(
    (): Column<BalanceDay>[] => [
      { key: 'day', head: t('balance.day'), width: '148px', cell: dayName },
      ...(several ? [{ key: 'exchange', head: t('balance.exchange'), width: 'minmax(80px, 1fr)', cell: (day: BalanceDay) => day.exchange.name }] : []),
      { key: 'state', head: t('balance.how'), width: '132px', cell: (day) => <StateChip day={day} /> },
      { key: 'calls', head: t('balance.calls'), width: '104px', align: 'end', from: 620, cell: (day) => count(day.ours.calls) },
      { key: 'recorded', head: t('balance.byPbx'), width: '96px', align: 'end', from: 620, cell: (day) => (compared(day) ? count(day.recorded.calls) : EMPTY) },
      { key: 'talk', head: t('balance.talk'), width: '120px', align: 'end', from: 760, cell: (day) => duration(day.ours.talkSeconds) },
      { key: 'recordedTalk', head: t('balance.byPbx'), width: '112px', align: 'end', from: 760, cell: (day) => (compared(day) ? duration(day.recorded.talkSeconds) : EMPTY) },
      { key: 'recovered', head: t('balance.recovered'), width: '104px', align: 'end', from: 860, look: () => ({ className: classes.second }), cell: (day) => (day.recovered > 0 ? count(day.recovered) : '') },
      { key: 'why', head: t('balance.reason'), width: 'minmax(140px, 3fr)', look: () => ({ className: classes.second }), cell: (day) => whyWords(day, t) },
    ],
    [t, several],
  )
}
