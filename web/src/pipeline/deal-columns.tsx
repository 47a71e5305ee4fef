import { IconAlertTriangle, IconPhone } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '../api/types'
import { firmOf } from '../client/ClientName'
import { dayAndTime, dayWord, EMPTY, money } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { Chip, freshness, WithSquare } from '../ui/Pieces'
import type { Column } from '../ui/Rows'
import { daysBetween } from '../ui/zone'
import classes from './pipeline.module.css'

export function useDealColumns(): Column<Deal>[] {
  const { t } = useTranslation()
  return useMemo(
    (): Column<Deal>[] => [
      { key: 'title', head: t('pipeline.deal'), width: 'minmax(160px, 1.8fr)', look: () => ({ className: classes.strong }), cell: (deal) => deal.title },
      { key: 'client', head: t('planning.client'), width: 'minmax(130px, 1.4fr)', cell: (deal) => firmOf(deal.client) },
      { key: 'step', head: t('pipeline.step'), width: 'minmax(132px, 1fr)', cell: (deal) => <WithSquare color={deal.step.color}>{inOwnLanguage(deal.step.label)}</WithSquare> },
      { key: 'amount', head: t('pipeline.amount'), width: '112px', align: 'end', cell: (deal) => money(deal.amount, deal.currency) },
      { key: 'owner', head: t('pipeline.owner'), width: 'minmax(110px, 1fr)', from: 900, look: () => ({ className: classes.second }), cell: (deal) => deal.owner?.name ?? EMPTY },
      { key: 'next', head: t('pipeline.next'), width: '132px', cell: (deal) => <Next deal={deal} /> },
      {
        key: 'talked', head: t('planning.talked'), width: '88px', from: 800,
        look: (deal) => ({ style: freshness(deal.lastTalkAt ? daysBetween(Date.parse(deal.lastTalkAt), Date.now()) : null) }),
        cell: (deal) => (deal.lastTalkAt ? dayWord(deal.lastTalkAt) : EMPTY),
      },
    ],
    [t],
  )
}

export function Next({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  if (!deal.next) return deal.closedAt ? EMPTY : <span className={classes.none}>{t('pipeline.noNext')}</span>
  const late = Date.parse(deal.next.at) < Date.now()
  const tone = late ? 'overdue' : daysBetween(Date.now(), Date.parse(deal.next.at)) === 0 ? 'today' : 'plain'
  return <Chip tone={tone} icon={late ? IconAlertTriangle : IconPhone}>{dayAndTime(deal.next.at)}</Chip>
}
