import { Button, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { toastDone } from '../ui/toast'
import classes from './staff.module.css'

/** A password that is shown here and never again. */
export function PasswordOnce({ login, password, onDone }: { login: string; password: string; onDone: () => void }) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const copy = async () => {
    field.current?.select()
    await navigator.clipboard.writeText(password)
    toastDone(t('staff.copied'))
  }
  return (
    <div className={classes.once} role="status" data-testid="password-once">
      <p>{t('staff.handOver', { login })}</p>
      <TextInput ref={field} value={password} readOnly aria-label={t('signIn.password')} data-testid="password-shown" classNames={{ input: classes.mono }}
        onFocus={(event) => event.currentTarget.select()} />
      <div className={classes.buttons}>
        {navigator.clipboard && <Button leftSection={<IconCopy size={14} />} onClick={() => void copy()}>{t('staff.copy')}</Button>}
        <Button onClick={onDone} data-testid="password-done">{t('staff.done')}</Button>
      </div>
    </div>
  )
}
