import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconPhone } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '../api/types'
import { firmOf } from '../client/ClientName'
import { useNow } from '../ui/clock'
import { toneOf } from '../ui/due'
import { day, dayAndTime, dayWord, EMPTY, money } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { Chip, freshness, WithSquare } from '../ui/Pieces'
import type { Column } from '../ui/Rows'
import { dayStart, daysBetween } from '../ui/zone'
import type { Sort, SortKey } from './filter'
import classes from './pipeline.module.css'

export function useDealColumns(sort: Sort | undefined, onSort: (sort: Sort | undefined) => void): Column<Deal>[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const columns: (Column<Deal> & { key: SortKey })[] = [
      { key: 'title', head: t('pipeline.deal'), width: 'minmax(160px, 1.8fr)', look: () => ({ className: classes.strong }), cell: (deal) => deal.title },
      { key: 'client', head: t('planning.client'), width: 'minmax(130px, 1.4fr)', cell: (deal) => firmOf(deal.client) },
      { key: 'step', head: t('pipeline.step'), width: 'minmax(132px, 1fr)', cell: (deal) => <WithSquare color={deal.step.color}>{inOwnLanguage(deal.step.label)}</WithSquare> },
      { key: 'amount', head: t('pipeline.amount'), width: '112px', align: 'end', cell: (deal) => money(deal.amount, deal.currency) },
      { key: 'owner', head: t('pipeline.owner'), width: 'minmax(110px, 1fr)', from: 900, look: () => ({ className: classes.second }), cell: (deal) => deal.owner?.name ?? EMPTY },
      { key: 'next', head: t('pipeline.next'), width: '132px', cell: (deal) => <Next deal={deal} /> },
      { key: 'expected', head: t('pipeline.expected'), width: '84px', from: 1000, cell: (deal) => (deal.expectedOn ? dayOf(deal.expectedOn) : EMPTY) },
      {
        key: 'talked', head: t('planning.talked'), width: '88px', from: 800,
        look: (deal) => ({ style: freshness(deal.lastTalkAt ? daysBetween(Date.parse(deal.lastTalkAt), Date.now()) : null) }),
        cell: (deal) => (deal.lastTalkAt ? dayWord(deal.lastTalkAt) : EMPTY),
      },
    ]
    return columns.map((column) => ({ ...column, ...sortable(column, sort, onSort) }))
  }, [t, sort, onSort])
}

/** Sums, talks and dates begin with the largest or latest; a third press gives back the order of creation. */
const DOWN_FIRST: ReadonlySet<SortKey> = new Set(['amount', 'talked'])

function sortable({ key, head }: Column<Deal> & { key: SortKey }, sort: Sort | undefined, onSort: (sort: Sort | undefined) => void): Pick<Column<Deal>, 'head' | 'sorted'> {
  const ways: Sort[] = DOWN_FIRST.has(key) ? [`-${key}`, key] : [key, `-${key}`]
  const at = ways.indexOf(sort as Sort)
  const down = sort === `-${key}`
  return {
    sorted: at < 0 ? undefined : down ? 'descending' : 'ascending',
    head: (
      <button type="button" className={classes.sort} onClick={() => onSort(ways[at + 1])} data-testid={`sort-${key}`}>
        {head}
        {at >= 0 && (down ? <IconArrowDown size={12} aria-hidden="true" /> : <IconArrowUp size={12} aria-hidden="true" />)}
      </button>
    ),
  }
}

/** A plain day, which no zone may move. */
export const dayOf = (text: string) => day(dayStart(text) ?? text)

export function Next({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const now = useNow(30)
  if (!deal.next) return deal.closedAt ? EMPTY : <span className={classes.none}>{t('pipeline.noNext')}</span>
  const tone = toneOf(deal.next.at, now)
  return <Chip tone={tone} icon={tone === 'overdue' ? IconAlertTriangle : IconPhone}>{dayAndTime(deal.next.at)}</Chip>
}
