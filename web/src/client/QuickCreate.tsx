import { Button, TextInput } from '@mantine/core'
import { IconCornerDownLeft, IconUserPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onceKey } from '../api/client'
import { Problem } from '../api/problem'
import type { Client } from '../api/types'
import { phone, plain } from '../ui/format'
import { useKeys } from '../ui/keys'
import { Key } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastDone } from '../ui/toast'
import { useCreateClient } from './clients'
import classes from './client.module.css'

interface QuickCreateProps {
  number: string | null
  /** A name that the caller's exchange signalled: a start, never trusted. */
  name?: string | null
  active: boolean
  onDone: (client: Client) => void
}

/** An unknown number becomes a client by one key, a name and Enter. */
export function QuickCreate({ number, name, active, onDone }: QuickCreateProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [typed, setTyped] = useState<string | null>(null)
  const [key] = useState(onceKey)
  const start = plain(name ?? '')
  const create = useCreateClient((client) => {
    toastDone(t('client.created', { name: client.name }))
    onDone(client)
  })
  useKeys({ KeyK: () => setTyped((before) => before ?? start) }, active)
  const problem = create.error ? Problem.of(create.error) : null

  if (typed === null) {
    return (
      <Button variant="filled" fullWidth size="md" data-testid="create-client" onClick={() => setTyped(start)}
        leftSection={<IconUserPlus size={16} stroke={1.75} />} rightSection={active ? <Key onAccent>{t('keys.altK')}</Key> : null}>
        {t('client.create')}
      </Button>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === '' || create.isPending) return
    create.mutate({ key, kind: 'person', name: typed.trim(), phones: number ? [{ number }] : [] })
  }
  return (
    <form className={classes.quick} onSubmit={submit}>
      <TextInput label={t('client.name')} value={typed} autoFocus maxLength={200} data-testid="new-client-name" autoComplete="off"
        error={problem && words(problem)} onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setTyped(null)} />
      <div className={classes.quickFoot}>
        <span>{number && phone(number)}</span>
        <Button type="submit" variant="filled" loading={create.isPending} data-testid="new-client-save"
          rightSection={<Key onAccent><IconCornerDownLeft size={11} /></Key>}>
          {t('client.createShort')}
        </Button>
      </div>
    </form>
  )
}
