import { Button, TextInput } from '@mantine/core'
import { IconArrowRight, IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/Pieces'
import classes from './dial.module.css'

interface PrefixesProps {
  prefixes: { from: string; to: string }[]
  onChange: (prefixes: { from: string; to: string }[]) => void
}

/** What stands at the beginning of a number, and what the exchange gets in its place. */
export function Prefixes({ prefixes, onChange }: PrefixesProps) {
  const { t } = useTranslation()
  const set = (at: number, change: Partial<{ from: string; to: string }>) => onChange(prefixes.map((one, i) => (i === at ? { ...one, ...change } : one)))
  return (
    <div className={classes.prefixes}>
      {prefixes.map((prefix, i) => (
        <div key={i} className={classes.prefix} data-testid="dial-prefix">
          <TextInput aria-label={t('dial.from')} value={prefix.from} maxLength={15} inputMode="tel" autoComplete="off" onChange={(event) => set(i, { from: event.currentTarget.value.replace(/[^+\d]/g, '') })} />
          <IconArrowRight size={16} stroke={1.75} aria-hidden="true" />
          <TextInput aria-label={t('dial.to')} value={prefix.to} maxLength={16} inputMode="numeric" autoComplete="off" placeholder={t('dial.nothing')}
            onChange={(event) => set(i, { to: event.currentTarget.value.replace(/\D/g, '') })} />
          <IconButton icon={IconX} label={t('dial.dropPrefix')} onClick={() => onChange(prefixes.filter((_, at) => at !== i))} />
        </div>
      ))}
      <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => onChange([...prefixes, { from: '+', to: '' }])}>{t('dial.addPrefix')}</Button>
    </div>
  )
}
