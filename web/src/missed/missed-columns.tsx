import { Button } from '@mantine/core'
import { IconCheck, IconPhoneX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MissedLine } from '../api/types'
import { firmOf, personOf } from '../client/ClientName'
import { DialButton } from '../dial/dial'
import { count, dayAndTime, EMPTY, phone, time } from '../ui/format'
import { Key } from '../ui/Pieces'
import type { Column } from '../ui/Rows'
import classes from './missed.module.css'
import { Ticks } from './Ticks'
import type { LineActions } from './use-line-actions'
import { lostWord, overWord, span } from './words'

export const isLate = (line: MissedLine, now: number) => line.state === 'waiting' && Date.parse(line.dueAt) < now

/** The clock of a call outside working hours has not begun yet. */
const isAsleep = (line: MissedLine, now: number) => line.clockSeconds === 0 && now - Date.parse(line.firstAt) > 120_000

export function useMissedColumns(now: number, axis: number, actions: LineActions): Column<MissedLine>[] {
  const { t } = useTranslation()
  return useMemo(
    (): Column<MissedLine>[] => [
      {
        key: 'wait', head: t('missed.waits'), width: '124px', look: (line) => ({ className: classes[lookOf(line, now)] }),
        cell: (line) => <Wait line={line} now={now} />,
      },
      {
        key: 'client', head: t('missed.client'), width: 'minmax(140px, 1.8fr)', look: (line) => ({ className: line.state === 'waiting' ? classes.firm : classes.second }),
        cell: (line) => (line.client ? firmOf(line.client) : phone(line.number)),
      },
      {
        key: 'person', head: t('missed.person'), width: 'minmax(96px, 1.2fr)', from: 860, look: () => ({ className: classes.second }),
        cell: (line) => (line.client ? (personOf(line.client) ?? '') : (line.name ?? t('missed.newNumber'))),
      },
      {
        key: 'times', head: t('missed.times'), width: '52px', align: 'end',
        cell: (line) => <>{count(line.theirs)}{line.ours > 0 && <span className={classes.second} title={t('missed.oursToo', { count: line.ours })}> ↑{count(line.ours)}</span>}</>,
      },
      {
        key: 'axis', head: t('missed.axis', { from: time(axis), to: time(now) }), width: '136px', from: 760,
        cell: (line) => <Ticks tries={shownTries(line)} from={axis} to={now} />,
      },
      {
        key: 'lost', head: t('missed.howLost'), width: 'minmax(104px, 1.1fr)', look: (line) => ({ className: line.state === 'waiting' ? undefined : classes.second }),
        cell: (line) => (line.state === 'waiting' ? lostWord(line, t) : overWord(line, t)),
      },
      { key: 'queue', head: t('missed.queue'), width: 'minmax(72px, 0.8fr)', from: 780, look: () => ({ className: classes.second }), cell: (line) => line.queue ?? EMPTY },
      {
        key: 'owner', head: t('missed.owner'), width: 'minmax(104px, 0.9fr)',
        cell: (line) => <Owner line={line} actions={actions} />,
      },
      { key: 'dial', head: '', width: '40px', tools: true, cell: (line) => <DialButton number={line.number} /> },
    ],
    [t, now, axis, actions],
  )
}

/** The call that reached them is drawn, too. */
function shownTries({ tries, talk, overAt }: MissedLine) {
  return talk?.direction === 'outbound' && overAt ? [...tries, { call: talk.call, at: overAt, ours: true }] : tries
}

function lookOf(line: MissedLine, now: number) {
  if (line.state !== 'waiting') return 'over'
  return isLate(line, now) ? 'late' : 'waiting'
}

function Wait({ line, now }: { line: MissedLine; now: number }) {
  const { t } = useTranslation()
  const passed = span(line.clockSeconds * 1000)
  if (line.overAt !== null) {
    return (
      <span className={classes.wait} title={t(`missed.state.${line.state}`)}>
        <IconCheck size={14} stroke={1.75} role="img" aria-label={t(`missed.state.${line.state}`)} />
        {t('missed.within', { span: passed })}
      </span>
    )
  }
  const word = t(isLate(line, now) ? 'missed.state.late' : 'missed.state.waiting')
  return (
    <span className={classes.wait} title={t('missed.since', { word, at: dayAndTime(line.firstAt, now) })}>
      <IconPhoneX size={14} stroke={1.75} role="img" aria-label={word} />
      {isAsleep(line, now) ? t('missed.by', { at: dayAndTime(line.dueAt, now) }) : passed}
    </span>
  )
}

function Owner({ line, actions }: { line: MissedLine; actions: LineActions }) {
  const { t } = useTranslation()
  if (line.owner) return <span title={line.owner.name}>{line.owner.name}</span>
  if (line.state !== 'waiting') return <span className={classes.second}>{line.talk?.by?.name ?? line.closing?.by.name ?? EMPTY}</span>
  return (
    <Button size="compact-sm" tabIndex={-1} rightSection={<Key>{t('missed.keys.take')}</Key>} data-testid="missed-take" className={classes.take}
      onClick={(event) => {
        event.stopPropagation()
        actions.take(line)
      }}>
      {t('missed.take')}
    </Button>
  )
}
