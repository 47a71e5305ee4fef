import { Button, Input } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/Pieces'
import classes from './client.module.css'
import type { Reach } from './draft'

interface ReachFieldsProps {
  kind: 'phone' | 'email'
  values: Reach[]
  /** The sentence for what the server refused in a row. */
  errorOf: (row: number) => string | null
  hintOf?: (reach: Reach) => ReactNode
  onChange: (values: Reach[]) => void
}

/** Numbers or addresses, one row each with the word that people use for it; the first is the one that is called. */
export function ReachFields({ kind, values, errorOf, hintOf, onChange }: ReachFieldsProps) {
  const { t } = useTranslation()
  const labels = useId()
  const [added, setAdded] = useState(false)
  const set = (row: number, part: Partial<Reach>) => onChange(values.map((one, i) => (i === row ? { ...one, ...part } : one)))
  return (
    <fieldset className={classes.reaches}>
      <legend>{t(`client.${kind}s`)}</legend>
      <datalist id={labels}>
        {(['main', 'mobile', 'work', 'office', 'accounts', 'home'] as const).map((one) => <option key={one} value={t(`client.label.${one}`)} />)}
      </datalist>
      {values.map((one, row) => {
        const error = errorOf(row)
        return (
          <div key={row} className={classes.reach}>
            <Input size="xs" type={kind === 'phone' ? 'tel' : 'text'} inputMode={kind === 'phone' ? 'tel' : 'email'} value={one.value} maxLength={kind === 'phone' ? 32 : 200}
              autoFocus={added && one.value === ''} autoComplete="off" spellCheck={false} error={Boolean(error)} data-testid={`${kind}-${row}`} aria-label={t(`client.${kind}`)}
              onChange={(event) => set(row, { value: event.currentTarget.value })} />
            <Input size="xs" value={one.label} maxLength={40} list={labels} placeholder={t('client.labelWord')} aria-label={t('client.labelWord')} data-testid={`${kind}-label-${row}`}
              onChange={(event) => set(row, { label: event.currentTarget.value })} />
            <IconButton icon={IconX} label={t('client.takeAway')} onClick={() => onChange(values.filter((_, i) => i !== row))} />
            {error ? <p className={classes.wrong} role="alert">{error}</p> : hintOf?.(one)}
          </div>
        )
      })}
      <Button size="compact-sm" leftSection={<IconPlus size={14} />} data-testid={`add-${kind}`} onClick={() => {
          setAdded(true)
          onChange([...values, { value: '', label: '' }])
        }}>
        {t(`client.add.${kind}`)}
      </Button>
    </fieldset>
  )
}
