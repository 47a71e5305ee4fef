import { TextInput } from '@mantine/core'
import { type Ref, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanKind } from '../api/types'
import { useNow } from '../ui/clock'
import { moment } from '../ui/format'
import { Key } from '../ui/Pieces'
import classes from './NextContact.module.css'
import { PLAN_ICON } from './plan-words'
import { parseWhen, type When } from './when'

/** What the line means now; it is read anew each minute, because "in an hour" moves on. */
export function useWhen(line: string): When | null {
  const now = useNow(30)
  return useMemo(() => parseWhen(line, new Date(now)), [line, now])
}

interface NextContactProps {
  value: string
  when: When | null
  keyShown: boolean
  error: string | null
  autoFocus?: boolean
  /** Of which sign the contact is; a call unless said. */
  kind?: PlanKind
  onChange: (line: string) => void
  onFocus?: (field: HTMLInputElement) => void
  ref?: Ref<HTMLInputElement>
}

/** The next contact in one typed line; what was understood stands at the right while typing. */
export function NextContact({ value, when, keyShown, error, autoFocus, kind = 'call', onChange, onFocus, ref }: NextContactProps) {
  const { t } = useTranslation()
  const Icon = PLAN_ICON[kind]
  const past = when !== null && when.at.getTime() < Date.now()
  return (
    <TextInput ref={ref} autoFocus={autoFocus} label={<span className={classes.label}>{t('planning.next')}{keyShown && <Key>{t('planning.nextKey')}</Key>}</span>}
      placeholder={t('planning.nextPlaceholder')} value={value} data-testid="next-contact" error={error} spellCheck={false} autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)} onFocus={(event) => onFocus?.(event.currentTarget)} rightSectionWidth={when ? 148 : 0} rightSectionPointerEvents="none"
      rightSection={when && (
        <span className={classes.parsed} data-past={past || undefined} data-testid="next-contact-parsed" data-at={when.at.toISOString()}>
          <Icon size={13} stroke={1.75} aria-hidden="true" />
          {moment(when.at)}
        </span>
      )} />
  )
}
