import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onceKey } from '../api/client'
import { Problem } from '../api/problem'
import type { Client } from '../api/types'
import { toastDone } from '../ui/toast'
import { ClientForm } from './ClientForm'
import classes from './client.module.css'
import { useCreateClient } from './clients'
import { changesOf, EMPTY_DRAFT } from './draft'

interface NewClientFormProps {
  /** What somebody looked for and did not find: a number or a name. */
  typed?: string
  /** A company that gets one more person. */
  company?: string
  onDone: (client: Client) => void
  onCancel: () => void
}

export function NewClientForm({ typed = '', company = '', onDone, onCancel }: NewClientFormProps) {
  const { t } = useTranslation()
  const [key] = useState(onceKey)
  const [draft, setDraft] = useState(() => {
    const isNumber = /^[+\d\s().-]{5,}$/.test(typed)
    return { ...EMPTY_DRAFT, company, name: isNumber ? '' : typed, phones: [{ value: isNumber ? typed : '', label: '' }] }
  })
  const create = useCreateClient((client) => {
    toastDone(t('client.created', { name: client.name }))
    onDone(client)
  })
  const save = () => {
    const { owner: _, ...fresh } = changesOf(EMPTY_DRAFT, draft)
    create.mutate({ key, ...fresh, kind: draft.kind, name: draft.name.trim() })
  }
  return (
    <section className={classes.newClient}>
      <h2>{t('client.new')}</h2>
      <ClientForm draft={draft} problem={create.error ? Problem.of(create.error) : null} pending={create.isPending} saveWord={t('client.createShort')}
        onChange={setDraft} onSave={save} onCancel={onCancel} />
    </section>
  )
}
