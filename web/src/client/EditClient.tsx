import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Client } from '../api/types'
import { catchUp, take } from '../ui/catch-up'
import { toastDone } from '../ui/toast'
import { ClientForm } from './ClientForm'
import classes from './client.module.css'
import { usePatchClient } from './clients'
import { changesOf, draftOf, type Field } from './draft'
import { useFieldWords } from './field-words'

/** The facts of a client as fields. Who comes second with a change keeps her text and sees what the first one wrote. */
export function EditClient({ client, onDone }: { client: Client; onDone: () => void }) {
  const { t } = useTranslation()
  const [base, setBase] = useState(client)
  const [draft, setDraft] = useState(() => draftOf(client))
  const [meanwhile, setMeanwhile] = useState<{ taken: Field[]; clashes: Field[] } | null>(null)
  const words = useFieldWords()
  const patch = usePatchClient(client.id, (saved) => {
    const gone = client.phones.some((one) => !saved.phones.some((left) => left.number === one.number))
    toastDone(t(gone ? 'client.savedWithout' : 'client.saved'))
    onDone()
  })
  const save = () => {
    const changes = changesOf(draftOf(base), draft)
    if (Object.keys(changes).length === 0) return onDone()
    patch.mutate({ version: base.version, changes }, {
      onError: (thrown) => {
        const current = currentOf(Problem.of(thrown))
        if (!current) return
        const { draft: merged, ...said } = catchUp(draftOf(base), draftOf(current), draft)
        setBase(current)
        setDraft(merged)
        setMeanwhile(said)
      },
    })
  }
  const note = meanwhile && (
    <div className={classes.meanwhile} role="alert" data-testid="meanwhile">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <p>
        {t('client.meanwhile')}
        {meanwhile.taken.length > 0 && ` ${t('client.meanwhileTaken', { fields: meanwhile.taken.map(words.name).join(', ') })}`}
        {meanwhile.clashes.length > 0 && ` ${t('client.meanwhileClash', { fields: meanwhile.clashes.map(words.name).join(', ') })}`}
      </p>
    </div>
  )
  const takeOver = (field: Field) => {
    setDraft(take(draft, draftOf(base), [field]))
    setMeanwhile(meanwhile && { ...meanwhile, clashes: meanwhile.clashes.filter((one) => one !== field) })
  }
  const theirs = Object.fromEntries((meanwhile?.clashes ?? []).map((field) => [field, words.value(draftOf(base), field)]))
  return (
    <ClientForm id={client.id} draft={draft} problem={patch.error ? Problem.of(patch.error) : null} pending={patch.isPending} theirs={theirs} onTake={takeOver} note={note}
      saveWord={t('client.save')} onChange={setDraft} onSave={save} onCancel={onDone} />
  )
}

function currentOf(problem: Problem): Client | null {
  return problem.reason === 'stale' && problem.params.current ? (problem.params.current as Client) : null
}
