import { Button, TextInput } from '@mantine/core'
import { IconRefresh, IconX } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { IconButton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { newPassword, useCreatePerson } from './people'
import { PasswordOnce } from './PasswordOnce'
import { EMPTY_PERSON, PersonFields } from './PersonFields'
import classes from './staff.module.css'

/** Somebody new, with a password of ours or one that was agreed upon. */
export function NewPerson({ onDone, onClose }: { onDone: (id: string) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [draft, setDraft] = useState(EMPTY_PERSON)
  const [password, setPassword] = useState(newPassword)
  const create = useCreatePerson()
  const problem = create.error ? Problem.of(create.error) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ name: draft.name.trim(), login: draft.login.trim(), role: draft.role, password, team: draft.team || null, extension: draft.extension || null, pbx: draft.pbx || null })
  }
  return (
    <article aria-label={t('staff.newPerson')}>
      <header className={classes.head}>
        <h2>{create.data?.name ?? t('staff.newPerson')}</h2>
        <IconButton icon={IconX} label={t('calllog.close')} onClick={onClose} />
      </header>
      {create.data ? (
        <div className={classes.part}><PasswordOnce login={create.data.login} password={password} onDone={() => onDone(create.data.id)} /></div>
      ) : (
        <form className={classes.part} onSubmit={submit} noValidate data-testid="new-person">
          <PersonFields draft={draft} onChange={setDraft} problem={problem} autoFocus />
          <TextInput label={t('signIn.password')} description={t('staff.passwordNote')} value={password} maxLength={200} autoComplete="off" spellCheck={false}
            classNames={{ input: classes.mono }} data-testid="person-password" error={problem?.field === 'password' && words(problem)}
            onChange={(event) => setPassword(event.currentTarget.value)}
            rightSection={<IconButton icon={IconRefresh} label={t('staff.anotherPassword')} onClick={() => setPassword(newPassword())} />} />
          {problem && !problem.field && <p className={classes.wrong} role="alert">{words(problem)}</p>}
          <div className={classes.buttons}>
            <Button type="submit" variant="filled" loading={create.isPending} disabled={draft.name.trim() === '' || draft.login.trim() === ''} data-testid="person-create">{t('staff.create')}</Button>
          </div>
        </form>
      )}
    </article>
  )
}
