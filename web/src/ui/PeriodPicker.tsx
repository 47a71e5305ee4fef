import { Input, Popover } from '@mantine/core'
import { IconChevronDown, type TablerIcon } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { day } from './format'
import classes from './PeriodPicker.module.css'
import { dayStart, dayText, momentOf, wallOf } from './zone'

type Preset = 'tomorrow' | 'thisWeek' | 'nextWeek' | 'today' | 'yesterday' | 'week' | 'fortnight' | 'month' | 'thisMonth' | 'lastMonth'
/** For what has been. */
const PRESETS: Preset[] = ['today', 'yesterday', 'week', 'fortnight', 'month', 'thisMonth', 'lastMonth']

interface PeriodPickerProps {
  from?: string
  to?: string
  icon: TablerIcon
  /** Shown as required when there is no "any time". */
  always?: boolean
  presets?: Preset[]
  onChange: (from: string | undefined, to: string | undefined) => void
}

/** Whole days of the installation's zone, both ends included: a usual period by one click or two dates. */
export function PeriodPicker({ from, to, icon: Icon, always, presets = PRESETS, onChange }: PeriodPickerProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const take = (start: string | undefined, end: string | undefined) => {
    onChange(start, end)
    setOpen(false)
  }
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>
        <button type="button" className={classes.target} data-on={from || to ? true : undefined} onClick={() => setOpen(!open)} data-testid="filter-period" title={t('period.name')}>
          <Icon size={14} stroke={1.75} aria-hidden="true" />
          {wordsOf(from, to) ?? t('period.any')}
          <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.presets}>
          {!always && <button type="button" onClick={() => take(undefined, undefined)}>{t('period.any')}</button>}
          {presets.map((preset) => (
            <button key={preset} type="button" data-preset={preset} onClick={() => take(...periodOf(preset))}>{t(`period.${preset}`)}</button>
          ))}
        </div>
        <div className={classes.dates}>
          <Input type="date" size="xs" aria-label={t('period.from')} data-testid="filter-from" value={from ?? ''} max={to} onChange={(event) => onChange(event.currentTarget.value || undefined, to)} />
          <Input type="date" size="xs" aria-label={t('period.to')} data-testid="filter-to" value={to ?? ''} min={from} onChange={(event) => onChange(from, event.currentTarget.value || undefined)} />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function wordsOf(from: string | undefined, to: string | undefined): string | null {
  const start = dayStart(from)
  const end = dayStart(to)
  if (!start && !end) return null
  if (start && end) return from === to ? day(start) : `${day(start)} – ${day(end)}`
  return start ? `${day(start)} –` : `– ${day(end!)}`
}

export function periodOf(preset: Preset): [string, string] {
  const { year, month, day: number, weekday } = wallOf(Date.now())
  const at = (y: number, m: number, d: number) => dayText(momentOf({ year: y, month: m, day: d, hour: 12 }))
  const today = at(year, month, number)
  switch (preset) {
    case 'today':
      return [today, today]
    case 'tomorrow':
      return [at(year, month, number + 1), at(year, month, number + 1)]
    case 'thisWeek':
      return [at(year, month, number - weekday + 1), at(year, month, number - weekday + 7)]
    case 'nextWeek':
      return [at(year, month, number - weekday + 8), at(year, month, number - weekday + 14)]
    case 'yesterday':
      return [at(year, month, number - 1), at(year, month, number - 1)]
    case 'week':
      return [at(year, month, number - 6), today]
    case 'fortnight':
      return [at(year, month, number - 13), today]
    case 'month':
      return [at(year, month, number - 29), today]
    case 'thisMonth':
      return [at(year, month, 1), today]
    case 'lastMonth':
      return [at(year, month - 1, 1), at(year, month, 0)]
  }
}
