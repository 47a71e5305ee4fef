import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client } from '../api/types'
import { DialButton } from '../dial/dial'
import { useNow } from '../ui/clock'
import { dueOf } from '../ui/due'
import { dayWord, EMPTY, phone, timeOrDay } from '../ui/format'
import { freshness } from '../ui/Pieces'
import type { Column } from '../ui/Rows'
import { daysBetween } from '../ui/zone'
import classes from './client.module.css'

export function useClientColumns(): Column<Client>[] {
  const { t } = useTranslation()
  const now = useNow(30)
  return useMemo(
    (): Column<Client>[] => [
      { key: 'name', head: t('client.who'), width: 'minmax(160px, 1.5fr)', look: () => ({ className: classes.strong }), cell: (client) => client.name },
      { key: 'company', head: t('client.company'), width: 'minmax(140px, 1.5fr)', cell: (client) => client.company ?? (client.kind === 'company' ? t('client.kind.company') : ''), look: (client) => ({ className: client.company ? undefined : classes.second }) },
      { key: 'position', head: t('client.position'), width: 'minmax(100px, 1fr)', from: 1000, look: () => ({ className: classes.second }), cell: (client) => client.position ?? '' },
      { key: 'phone', head: t('client.phone'), width: '170px', cell: (client) => <Phones client={client} /> },
      { key: 'owner', head: t('client.owner'), width: 'minmax(110px, 1fr)', from: 800, look: () => ({ className: classes.second }), cell: (client) => client.owner?.name ?? '' },
      {
        key: 'talked', head: t('planning.talked'), width: '88px',
        look: (client) => ({ style: freshness(client.lastTalkAt ? daysBetween(Date.parse(client.lastTalkAt), Date.now()) : null) }),
        cell: (client) => (client.lastTalkAt ? dayWord(client.lastTalkAt) : EMPTY),
      },
      { key: 'next', head: t('client.next'), width: '96px', look: (client) => ({ className: client.nextAt ? NEXT_LOOK[dueOf(client.nextAt, now)] : undefined }), cell: (client) => (client.nextAt ? timeOrDay(client.nextAt) : EMPTY) },
      { key: 'dial', head: '', width: '40px', tools: true, cell: (client) => <DialButton number={client.phones[0]?.number} /> },
    ],
    [t, now],
  )
}

function Phones({ client }: { client: Client }) {
  const more = client.phones.length - 1
  return <>{phone(client.phones[0]?.number)}{more > 0 && <small className={classes.more} title={client.phones.slice(1).map((one) => phone(one.number)).join('\n')}>+{more}</small>}</>
}

const NEXT_LOOK = { overdue: classes.late, today: classes.dueToday, ahead: undefined }
