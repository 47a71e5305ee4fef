import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { statusQuery } from '../api/status'
import type { Status } from '../api/types'
import { dayAndTime } from '../ui/format'
import { useNow } from '../ui/clock'
import classes from './Frame.module.css'
import { linkQuery } from './use-live'

/** A blink of the link is not worth a word. */
const BLINK_MILLIS = 3000

/** Since when something is away, and what still works; nothing while all is well. */
export function StatusBar() {
  const { t } = useTranslation()
  const now = useNow(2)
  const { data: status } = useQuery(statusQuery)
  const { data: link } = useQuery(linkQuery)
  const down = worst(status, link, now)
  if (!down) return null
  const since = dayAndTime(down.since, now)
  return (
    <div className={classes.statusBar} role="status" data-testid="status-bar" data-down={down.what}>
      <IconPlugConnectedX size={16} stroke={1.75} aria-hidden="true" />
      <b>{t(`status.${down.what}.down`, { since, name: down.name, by: down.by ? `(${down.by})` : '' })}</b>
      <span>{t(`status.${down.what}.works`)}</span>
    </div>
  )
}

interface Down {
  what: 'server' | 'database' | 'held' | 'pbx' | 'standby'
  since: string
  name: string
  by?: string | null
}

function worst(status: Status | undefined, link: { up: boolean; since: string } | null | undefined, now: number): Down | null {
  if (link && !link.up && now - Date.parse(link.since) > BLINK_MILLIS) return { what: 'server', since: link.since, name: '' }
  if (status && !status.database.up) return { what: 'database', since: status.database.since, name: '' }
  const held = status?.pbx.find((one) => one.heldSince)
  if (held?.heldSince) return { what: 'held', since: held.heldSince, name: held.name }
  const away = status?.pbx.filter((one) => !one.up) ?? []
  const pbx = away.find((one) => one.reason !== 'standby') ?? away[0]
  return pbx ? { what: pbx.reason === 'standby' ? 'standby' : 'pbx', since: pbx.since, name: pbx.name, by: pbx.by } : null
}
