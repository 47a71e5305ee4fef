import { Input, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { duration } from '../ui/format'
import classes from './calllog.module.css'

interface TalkPickerProps {
  min?: string
  max?: string
  onChange: (min: string | undefined, max: string | undefined) => void
}

const PRESETS: [number | undefined, number | undefined][] = [[undefined, 10], [10, 60], [60, undefined], [300, undefined], [600, undefined]]

/** Seconds of "m:ss" or of whole minutes; null when it is neither. */
export function secondsOf(text: string): number | null {
  const match = /^(\d{1,3})(?::([0-5]\d))?$/.exec(text.trim())
  return match ? Math.min(9_999, Number(match[1]) * 60 + Number(match[2] ?? 0)) : null
}

/** How long was talked, from and to, both included. */
export function TalkPicker({ min, max, onChange }: TalkPickerProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const words = (from: string | number | undefined, to: string | number | undefined) =>
    from === undefined ? t('calllog.talkTo', { to: duration(Number(to)) }) : to === undefined ? t('calllog.talkFrom', { from: duration(Number(from)) }) : `${duration(Number(from))} – ${duration(Number(to))}`
  const any = min !== undefined || max !== undefined
  const take = (from: number | undefined, to: number | undefined) => {
    onChange(from === undefined ? undefined : String(from), to === undefined ? undefined : String(to))
    setOpen(false)
  }
  const typed = (text: string): string | undefined => secondsOf(text)?.toString()
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>
        <button type="button" className={classes.target} data-on={any || undefined} data-testid="filter-talk" title={t('calllog.talkLength')} onClick={() => setOpen(!open)}>
          {any ? words(min, max) : t('calllog.talk')}
          <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.presets}>
          <button type="button" onClick={() => take(undefined, undefined)}>{t('pick.any')}</button>
          {PRESETS.map(([from, to]) => <button key={`${from}-${to}`} type="button" onClick={() => take(from, to)}>{words(from, to)}</button>)}
        </div>
        <div className={classes.ends}>
          <Input size="xs" aria-label={t('calllog.talkMin')} placeholder={t('calllog.talkMin')} defaultValue={min && duration(Number(min))} data-testid="filter-min-talk"
            onBlur={(event) => onChange(typed(event.currentTarget.value), max)} onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()} />
          <Input size="xs" aria-label={t('calllog.talkMax')} placeholder={t('calllog.talkMax')} defaultValue={max && duration(Number(max))} data-testid="filter-max-talk"
            onBlur={(event) => onChange(min, typed(event.currentTarget.value))} onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()} />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
