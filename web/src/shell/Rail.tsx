import {
  IconAddressBook, IconCalendarEvent, IconChartBar, IconHistory, IconLayoutBoard, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconPhoneCall, IconPhoneX,
  IconSettings,
  type TablerIcon,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { countsQuery } from '../missed/desk'
import { dueIn, todayQuery } from '../planning/plans'
import { mayReadReports, useMe } from '../staff/me'
import { Brand } from '../ui/Brand'
import classes from './Frame.module.css'

export function Rail({ folded, onFold }: { folded: boolean; onFold: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const { data: today } = useQuery(todayQuery('mine'))
  const { data: desk } = useQuery(countsQuery)
  const due = today ? dueIn(today) : 0
  const missed = me.role === 'operator' ? desk?.mine : me.role === 'supervisor' ? desk?.team : desk?.all
  return (
    <nav className={classes.rail} aria-label={t('frame.sections')}>
      <div className={classes.brand}><Brand /></div>
      <div className={classes.nav}>
        <Item to="/today" icon={IconPhoneCall} word={t('frame.today')} badge={due || undefined} />
        <Item to="/missed" icon={IconPhoneX} word={t('frame.missed')} missed={missed} />
        <Item to="/calls" icon={IconHistory} word={t('frame.calls')} />
        <Item to="/clients" icon={IconAddressBook} word={t('frame.clients')} />
        <Item to="/deals" icon={IconLayoutBoard} word={t('frame.deals')} />
        <Item to="/plan" icon={IconCalendarEvent} word={t('frame.plan')} />
        {mayReadReports(me) && (
          <>
            <hr />
            <Item to="/reports" icon={IconChartBar} word={t('frame.reports')} />
          </>
        )}
      </div>
      <div className={classes.foot}>
        <Item to="/settings" icon={IconSettings} word={t('frame.settings')} />
        <button type="button" className={classes.item} onClick={onFold} aria-expanded={!folded} aria-label={t(folded ? 'frame.unfold' : 'frame.fold')}>
          {folded
            ? <IconLayoutSidebarLeftExpand size={16} stroke={1.75} aria-hidden="true" />
            : <IconLayoutSidebarLeftCollapse size={16} stroke={1.75} aria-hidden="true" />}
          <span className={classes.word}>{t('frame.fold')}</span>
        </button>
      </div>
    </nav>
  )
}

interface ItemProps {
  to: LinkProps['to']
  icon: TablerIcon
  word: string
  badge?: number
  /** Callers that nobody has called back. */
  missed?: { waiting: number; late: number }
}

function Item({ to, icon: Icon, word, badge, missed }: ItemProps) {
  const { t } = useTranslation()
  return (
    <Link to={to} className={classes.item} activeOptions={{ includeSearch: false }} title={word} data-piece={to}>
      <Icon size={16} stroke={1.75} aria-hidden="true" />
      <span className={classes.word}>{word}</span>
      {missed && missed.waiting > 0 && <span className={classes.badge} data-missed={missed.late > 0 ? 'late' : 'waiting'} title={missed.late > 0 ? t('frame.missedLate', { count: missed.late }) : undefined}>{missed.waiting}</span>}
      {badge !== undefined && <span className={classes.badge}>{badge}</span>}
    </Link>
  )
}
