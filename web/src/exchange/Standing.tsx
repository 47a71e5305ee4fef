import { IconClockPause, IconPlugConnected, IconPlugConnectedX, IconPower, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Exchange } from '../api/types'
import { count, dayAndTime, unit } from '../ui/format'
import { useNow } from '../ui/clock'
import { Chip, Facts, Section } from '../ui/Pieces'
import classes from './exchange.module.css'

const REASONS = ['starting', 'password', 'refused', 'unreachable', 'timeout', 'closed', 'tls', 'stopped', 'journal', 'standby'] as const

/** In one word: connected, connecting, no link, standing by, switched off. */
export function StandingChip({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation()
  const { live } = exchange
  if (!live) return <Chip icon={IconPower}>{t('exchange.off')}</Chip>
  if (live.up) return <Chip tone="done" icon={IconPlugConnected}>{t('exchange.up')}</Chip>
  if (live.reason === 'starting') return <Chip icon={IconRefresh}>{t('exchange.connecting')}</Chip>
  if (live.reason === 'standby') return <Chip icon={IconClockPause}>{t('exchange.standby')}</Chip>
  return <Chip tone="overdue" icon={IconPlugConnectedX}>{t('exchange.down')}</Chip>
}

export function useReason(): (exchange: Exchange) => string {
  const { t } = useTranslation()
  return ({ live }) => {
    const reason = REASONS.find((one) => one === live?.reason)
    return reason ? t(`exchange.reason.${reason}`, { by: live?.by ?? '' }) : ''
  }
}

/** Everything that is known of the link. */
export function Standing({ exchange, namesake }: { exchange: Exchange; namesake?: Exchange }) {
  const { t } = useTranslation()
  const now = useNow(2)
  const reason = useReason()
  const { live } = exchange
  if (!live) return null
  const rows: [string, string][] = [[t(live.up ? 'exchange.connectedSince' : 'exchange.awaySince'), dayAndTime(live.since, now)]]
  if (!live.up) rows.push([t('exchange.why'), reason(exchange)])
  if (live.asterisk) rows.push([t('exchange.version'), live.asterisk])
  if (live.systemName != null) rows.push([t('exchange.systemName'), live.systemName || t('exchange.noSystemName')])
  if (live.up) rows.push([t('exchange.events'), count(live.events)])
  if (live.lastEvent) rows.push([t('exchange.lastEvent'), dayAndTime(live.lastEvent, now)])
  if (live.skewSeconds != null) rows.push([t('exchange.skew'), unit(Math.round(live.skewSeconds * 10) / 10 || 0, 'second')])
  if (exchange.cel && live.records) rows.push([t('exchange.records'), live.records.readable ? t(live.records.kind === 'cdr' ? 'exchange.detailsRead' : 'exchange.recordsRead', { rows: count(live.records.rows), recovered: count(live.records.recovered) }) : t('exchange.recordsUnread')])
  return (
    <Section title={t('exchange.standing')}>
      <div data-testid="exchange-standing"><Facts rows={rows} /></div>
      {namesake && <p className={classes.namesake} data-testid="exchange-namesake">{t(exchange.live?.systemName ? 'exchange.namesakeNote' : 'exchange.namelessNote', { name: namesake.name })}</p>}
    </Section>
  )
}
