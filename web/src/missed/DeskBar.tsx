import { Menu, SegmentedControl } from '@mantine/core'
import { IconCalendar, IconDownload, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { missedFileAddress } from '../api/client'
import type { DeskCounts } from '../api/types'
import { mayReadReports, useMe } from '../staff/me'
import { count } from '../ui/format'
import { language } from '../ui/locale'
import { PeriodPicker, periodOf } from '../ui/PeriodPicker'
import { Pick } from '../ui/Pick'
import { IconButton } from '../ui/Pieces'
import { Typed } from '../ui/Typed'
import { isNarrowed, type MissedFilter, queryOf, SCOPES, scopeOf, scopesOf } from './filter'
import classes from './missed.module.css'

interface BarProps {
  filter: MissedFilter
  onFilter: (filter: MissedFilter) => void
}

const FORMATS = ['csv', 'xlsx'] as const

/** Whose lines, whether they wait or have ended, and how the house keeps its promise today. */
export function DeskHead({ filter, onFilter, counts }: BarProps & { counts: DeskCounts | undefined }) {
  const { t } = useTranslation()
  const me = useMe()
  const scope = scopeOf(filter, me)
  const shown = counts?.[scope]
  const number = (value: number | undefined) => value !== undefined && <small> {count(value)}</small>
  return (
    <>
      {shown && shown.due > 0 && (
        <span className={classes.inTime} title={t('missed.keptNote')} data-testid="missed-kept">{t('missed.kept')} <b>{t('missed.percent', { value: Math.round((shown.inTime / shown.due) * 100) })}</b></span>
      )}
      <SegmentedControl flex="none" value={scope} aria-label={t('missed.whose')} data-testid="missed-scope" onChange={(value) => onFilter({ ...filter, scope: SCOPES.find((one) => one === value) })}
        data={scopesOf(me).map((value) => ({ value, label: <span>{t(`missed.scope.${value}`)}{number(counts?.[value].waiting)}</span> }))} />
      <SegmentedControl flex="none" value={filter.state ?? 'open'} aria-label={t('missed.which')} data-testid="missed-state"
        onChange={(value) => onFilter({ ...filter, state: value === 'over' || value === 'figures' ? value : undefined, from: undefined, to: undefined })}
        data={[
          { value: 'open', label: <span>{t('missed.open')}{number(shown?.waiting)}</span> },
          { value: 'over', label: <span>{t('missed.over')}{number(shown?.over)}</span> },
          ...(mayReadReports(me) ? [{ value: 'figures', label: t('missed.figures') }] : []),
        ]} />
    </>
  )
}

/** What narrows the list. */
export function DeskBar({ filter, onFilter, people, queues }: BarProps & { people: { id: string; name: string }[]; queues: string[] }) {
  const { t } = useTranslation()
  const me = useMe()
  const set = (part: MissedFilter) => onFilter({ ...filter, ...part })
  // Without days the server tells of this one.
  const [from, to] = filter.from || filter.to ? [filter.from, filter.to] : periodOf('today')
  return (
    <div className={classes.bar} role="search">
      {filter.state && <PeriodPicker always from={from} to={to} icon={IconCalendar} onChange={(start, end) => set({ from: start, to: end })} />}
      <Pick testid="missed-owner" name={t('missed.owner')} value={filter.owner} onPick={(owner) => set({ owner })}
        choices={[{ value: '0', label: t('missed.nobody') }, ...people.map(({ id, name }) => ({ value: id, label: name }))]} />
      {(queues.length > 0 || filter.queue) && (
        <Pick testid="missed-queue" name={t('missed.queue')} value={filter.queue} onPick={(queue) => set({ queue })} choices={queues.map((value) => ({ value, label: value }))} />
      )}
      <Typed testid="missed-text" name={t('missed.find')} value={filter.q} onType={(q) => set({ q })} />
      {isNarrowed(filter) && <IconButton icon={IconX} label={t('missed.clear')} onClick={() => onFilter({ scope: filter.scope, state: filter.state })} data-testid="missed-clear" />}
      <Menu position="bottom-end">
        <Menu.Target>
          <button type="button" className={classes.save} data-testid="missed-export"><IconDownload size={14} stroke={1.75} aria-hidden="true" />{t('calllog.save')}</button>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMATS.map((format) => (
            <Menu.Item key={format} component="a" href={missedFileAddress({ ...queryOf(filter, me), format, language: language() })} download data-testid={`missed-export-${format}`}>{t(`calllog.format.${format}`)}</Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
