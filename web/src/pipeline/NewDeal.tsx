import { Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onceKey } from '../api/client'
import { Problem } from '../api/problem'
import type { Client, Deal, Pipeline } from '../api/types'
import { ClientChoice } from '../client/ClientChoice'
import { peopleQuery } from '../staff/people'
import { useMe } from '../staff/me'
import { IconButton, Key } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastDone } from '../ui/toast'
import { emptyDraft, freshOf, isSum } from './deal-draft'
import { DealFields } from './DealFields'
import { useCreateDeal } from './deals'
import classes from './pipeline.module.css'

/** The button on a client's card, and the form in its place once pressed. */
export function NewDeal({ clientId }: { clientId: string }) {
  const { t } = useTranslation()
  const { data: people = [] } = useQuery(peopleQuery)
  const [open, setOpen] = useState(false)
  if (!open) {
    return <Button size="xs" mt={8} leftSection={<IconPlus size={14} />} onClick={() => setOpen(true)} data-testid="new-deal">{t('pipeline.new')}</Button>
  }
  const close = () => setOpen(false)
  return <NewDealForm client={clientId} step={undefined} owners={people.filter((one) => one.active)} onDone={close} onClose={close} />
}

interface PanelProps {
  pipeline: Pipeline | undefined
  owners: { id: string; name: string }[]
  onDone: (deal: Deal) => void
  onClose: () => void
}

/** Beside board and list: first whose deal it is. */
export function NewDealPanel({ pipeline, owners, onDone, onClose }: PanelProps) {
  const { t } = useTranslation()
  const [client, setClient] = useState<Client | null>(null)
  return (
    <article data-testid="new-deal-panel" aria-label={t('pipeline.newTitle')}>
      <header className={classes.head}>
        <div>
          <h2>{t('pipeline.newTitle')}</h2>
          {client && <p>{[client.name, client.company].filter(Boolean).join(', ')}</p>}
        </div>
        <IconButton icon={IconX} label={t('calllog.close')} onClick={onClose} />
      </header>
      <div className={classes.panelBody}>
        {client
          ? <NewDealForm client={client.id} step={pipeline?.steps.find((step) => step.kind === 'open')?.id} owners={owners} onDone={onDone} onClose={onClose} />
          : <ClientChoice testid="deal-client" onChoose={setClient} onClose={onClose} />}
      </div>
    </article>
  )
}

interface FormProps {
  client: string
  step: string | undefined
  owners: { id: string; name: string }[]
  onDone: (deal: Deal) => void
  onClose: () => void
}

function NewDealForm({ client, step, owners, onDone, onClose }: FormProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const me = useMe()
  const [key] = useState(onceKey)
  const [draft, setDraft] = useState(() => emptyDraft(me.id))
  const create = useCreateDeal((deal) => {
    toastDone(t('pipeline.createdToast', { title: deal.title }))
    onDone(deal)
  })
  const problem = create.error ? Problem.of(create.error) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (draft.title.trim() !== '' && isSum(draft.amount)) create.mutate({ key, client, ...(step && { step }), ...freshOf(draft) })
  }
  return (
    <form className={classes.form} onSubmit={submit} data-testid="deal-form"
      onKeyDown={(event) => {
        escape(event, onClose)
        if (event.code !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        event.currentTarget.requestSubmit()
      }}>
      <DealFields draft={draft} onDraft={setDraft} owners={owners} problem={problem} />
      {problem && !problem.field && <p className={classes.fault} role="alert">{words(problem)}</p>}
      <div className={classes.buttons}>
        <Button size="xs" type="submit" variant="filled" loading={create.isPending} rightSection={<Key onAccent>{t('keys.ctrlEnter')}</Key>} data-testid="deal-create">{t('client.createShort')}</Button>
        <Button size="xs" onClick={onClose}>{t('pipeline.cancel')}</Button>
      </div>
    </form>
  )
}

function escape(event: KeyboardEvent, act: () => void) {
  if (event.key !== 'Escape' || event.defaultPrevented) return
  event.preventDefault()
  act()
}
