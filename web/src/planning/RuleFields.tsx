import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactRule, PlanKind } from '../api/types'
import { booksQuery, offeredIn } from '../book/books'
import { inOwnLanguage } from '../ui/locale'
import classes from './RuleFields.module.css'

const UNITS: ContactRule['unit'][] = ['hours', 'days', 'workdays']
const PLAIN: ContactRule = { amount: 1, unit: 'days', time: '10:00', kind: 'call', topic: null }

interface RuleFieldsProps {
  rule: ContactRule | null
  /** What null means, where a rule may be none. */
  none?: string
  onRule: (rule: ContactRule | null) => void
}

/** When a contact is due and of what kind, each part told as soon as it is chosen. */
export function RuleFields({ rule, none, onRule }: RuleFieldsProps) {
  const { t } = useTranslation()
  const { data: books } = useQuery(booksQuery)
  const unit = rule?.unit ?? ''
  const onUnit = (event: ChangeEvent<HTMLSelectElement>) => {
    const chosen = UNITS.find((one) => one === event.currentTarget.value)
    onRule(chosen ? { ...(rule ?? PLAIN), unit: chosen, time: chosen === 'hours' ? null : (rule?.time ?? PLAIN.time) } : null)
  }
  return (
    <span className={classes.fields} data-testid="rule-fields">
      {rule && <Typed key={rule.amount} label={t('rule.amount')} value={String(rule.amount)} width={52} numeric
        onTyped={(typed) => Number(typed) >= 1 && Number(typed) <= 366 && onRule({ ...rule, amount: Number(typed) })} />}
      <NativeSelect size="xs" aria-label={t('rule.unit')} value={unit} onChange={onUnit}
        data={[...(none ? [{ value: '', label: none }] : []), ...UNITS.map((value) => ({ value, label: t(`rule.units.${value}`, { count: rule?.amount ?? 1 }) }))]} />
      {rule && rule.unit !== 'hours' && (
        <TextInput size="xs" type="time" aria-label={t('rule.time')} w={92} value={rule.time ?? '10:00'} onChange={(event) => event.currentTarget.value && onRule({ ...rule, time: event.currentTarget.value })} />
      )}
      {rule && (
        <NativeSelect size="xs" aria-label={t('rule.kind')} value={rule.kind} onChange={(event) => onRule({ ...rule, kind: event.currentTarget.value as PlanKind })}
          data={offeredIn(books, 'contact-kind').map((entry) => ({ value: entry.code ?? '', label: inOwnLanguage(entry.label) }))} />
      )}
      {rule && <Typed key={rule.topic} label={t('rule.topic')} placeholder={t('rule.topic')} value={rule.topic ?? ''} onTyped={(topic) => onRule({ ...rule, topic: topic.trim() || null })} />}
    </span>
  )
}

interface TypedProps {
  label: string
  placeholder?: string
  value: string
  width?: number
  numeric?: boolean
  onTyped: (value: string) => void
}

/** A field that tells what was typed once it is left. */
function Typed({ label, placeholder, value, width, numeric, onTyped }: TypedProps) {
  const [typed, setTyped] = useState(value)
  return (
    <TextInput size="xs" aria-label={label} title={label} placeholder={placeholder} w={width} value={typed} maxLength={200} inputMode={numeric ? 'numeric' : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)} onBlur={() => typed !== value && onTyped(typed)}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()} />
  )
}
