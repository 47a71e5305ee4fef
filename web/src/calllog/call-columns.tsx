import type { TFunction } from 'i18next'
import { IconArrowsLeftRight, IconHeadphones, IconHeadphonesOff, IconPhoneIncoming, IconPhoneOutgoing, type TablerIcon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call, Direction } from '../api/types'
import { firmOf, personOf } from '../client/ClientName'
import { DialButton } from '../dial/dial'
import { dayAndTime, duration, EMPTY, phone } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { WithSquare } from '../ui/Pieces'
import type { Column } from '../ui/Rows'
import classes from './calllog.module.css'
import { callExchangesQuery, ownTalkOf } from './calls'
import { DoubtSign } from './Doubt'

export const WAY: Record<Direction, TablerIcon> = { inbound: IconPhoneIncoming, outbound: IconPhoneOutgoing, internal: IconArrowsLeftRight }

/** The number outside; within the house who dialled what. */
export const numberOf = (call: Call) =>
  call.direction === 'internal' && call.number === null ? [call.placedBy, call.dialled].filter(Boolean).join(' → ') || EMPTY : phone(call.number)

/** Nobody talked to somebody who called us. */
export const isMissed = (call: Call) => call.direction === 'inbound' && call.state === 'closed' && call.result !== 'answered' && call.result !== 'voicemail'

/** @param operator whose own talk stands first, where the log is filtered by one */
export function useCallColumns(operator?: string): Column<Call>[] {
  const { t } = useTranslation()
  const { data: several } = useQuery({ ...callExchangesQuery, select: (exchanges) => exchanges.length > 1 })
  return useMemo(
    (): Column<Call>[] => [
      {
        key: 'at', head: t('calllog.at'), width: '168px', look: (call) => ({ className: isMissed(call) ? classes.missed : undefined }),
        cell: (call) => <Moment call={call} />,
      },
      {
        key: 'client', head: t('calllog.client'), width: 'minmax(150px, 1.8fr)', look: () => ({ className: classes.firm }),
        cell: (call) => (call.client ? firmOf(call.client) : numberOf(call)),
      },
      {
        key: 'person', head: t('calllog.person'), width: 'minmax(110px, 1.2fr)', from: 860, look: () => ({ className: classes.second }),
        cell: (call) => (call.client ? (personOf(call.client) ?? phone(call.number)) : (call.name ?? '')),
      },
      {
        key: 'operator', head: t('calllog.operator'), width: 'minmax(100px, 1.1fr)',
        cell: (call) => talkersOf(call) ?? <span className={classes.second}>{call.queues[0] ?? EMPTY}</span>,
      },
      {
        key: 'result', head: t('calllog.result'), width: 'minmax(112px, 1.1fr)',
        cell: (call) => call.outcome
          ? <WithSquare color={call.outcome.outcome.color}>{inOwnLanguage(call.outcome.outcome.label)}</WithSquare>
          : <span className={isMissed(call) ? classes.missedWord : classes.second}>{resultWord(call, t)}</span>,
      },
      { key: 'queue', head: t('calllog.line'), width: 'minmax(90px, 0.9fr)', from: 1040, look: () => ({ className: classes.second }), cell: (call) => call.queues.at(-1) ?? (call.did ? phone(call.did) : '') },
      ...(several ? [{ key: 'pbx', head: t('calllog.exchange'), width: 'minmax(80px, 0.8fr)', from: 940, look: () => ({ className: classes.second }), cell: (call: Call) => call.pbx }] : []),
      { key: 'ring', head: t('calllog.ringShort'), width: '64px', from: 1120, align: 'end', look: () => ({ className: classes.second }), cell: (call) => duration(call.ringSeconds) },
      { key: 'wait', head: t('calllog.wait'), width: '72px', from: 760, align: 'end', look: () => ({ className: classes.second }), cell: (call) => (call.direction === 'inbound' ? duration(call.waitSeconds) : '') },
      operator
        ? { key: 'talk', head: t('calllog.talkOwn'), width: '116px', align: 'end', cell: (call) => <OwnTalk call={call} operator={operator} /> }
        : { key: 'talk', head: t('calllog.talk'), width: '72px', align: 'end', cell: (call) => (call.talkSeconds ? duration(call.talkSeconds) : EMPTY) },
      { key: 'doubt', head: '', width: '28px', tools: true, cell: (call) => <DoubtSign call={call} /> },
      {
        key: 'recording', head: '', width: '32px', tools: true,
        cell: (call) => call.recordings.some((one) => one.state === 'ready')
          ? <IconHeadphones size={15} stroke={1.75} role="img" aria-label={t('calllog.recorded')} />
          : call.state === 'closed' && call.talkSeconds && call.recordings.some((one) => one.state !== 'pending')
            ? <IconHeadphonesOff className={classes.second} size={15} stroke={1.75} role="img" aria-label={t('calllog.recordingLost')} /> : null,
      },
      { key: 'dial', head: '', width: '40px', tools: true, cell: (call) => call.direction !== 'internal' && <DialButton number={call.number} /> },
    ],
    [t, several, operator],
  )
}

function Moment({ call }: { call: Call }) {
  const { t } = useTranslation()
  const Way = WAY[call.direction]
  return (
    <span className={classes.moment}>
      <Way size={14} stroke={1.75} role="img" aria-label={t(`calllog.direction.${call.direction}`)} />
      {dayAndTime(call.startedAt)}
    </span>
  )
}

/** One's own talk; where others talked in the call, too, of how much. */
function OwnTalk({ call, operator }: { call: Call; operator: string }) {
  const { t } = useTranslation()
  const own = ownTalkOf(call, operator)
  const whole = duration(call.talkSeconds)
  if (!call.talkSeconds) return EMPTY
  return duration(own ?? 0) === whole ? whole : <>{duration(own ?? 0)} <span className={classes.second}>{t('calllog.talkOf', { whole })}</span></>
}

/** Who talked; else whose phone rang last. */
export function operatorOf(call: Call): string | null {
  const leg = call.operators.find((one) => one.result === 'answered' || one.result === 'talking') ?? call.operators[0]
  return leg ? (leg.name ?? leg.extension) : null
}

/** All who talked, in their order; else whose phone rang last. */
export function talkersOf(call: Call): string | null {
  const talked = call.operators.filter((one) => one.result === 'answered' || one.result === 'talking').map((one) => one.name ?? one.extension)
  return talked.length > 1 ? [...new Set(talked)].join(', ') : operatorOf(call)
}

/** What a call that goes on is about just now: between two talks it waits in a parking place, or the next phone rings. */
export function liveOf({ answeredAt, operators, transfers }: Call): 'parked' | 'ringing' | 'talking' {
  if (!answeredAt) return 'ringing'
  if (operators.some((part) => part.result === 'talking')) return 'talking'
  const last = transfers.at(-1)
  if (last?.type === 'park' && last.result === null) return 'parked'
  return operators.some((part) => part.result === 'ringing') ? 'ringing' : 'talking'
}

export function resultWord(call: Call, t: TFunction): string {
  if (call.state === 'live') return t(`calllog.live.${liveOf(call)}`)
  if (call.result) return t(`calllog.resultWord.${call.result}`)
  return call.certainty === 'endUnknown' ? t('calllog.notKnown') : EMPTY
}
