import { Button } from '@mantine/core'
import { IconKey, IconX } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { User, UserPatch } from '../api/types'
import { Chip, IconButton, Section } from '../ui/Pieces'
import { isStale, useProblemWords } from '../ui/problem-words'
import { toastDone, toastFailed, toastOffer } from '../ui/toast'
import { newPassword, usePatchPerson, useResetPassword } from './people'
import { PasswordOnce } from './PasswordOnce'
import { draftOf, type PersonDraft, PersonFields } from './PersonFields'
import classes from './staff.module.css'

/** One person beside the list: changed field by field, given a new password, sent away and taken back. */
export function PersonPanel({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <article aria-label={user.name} data-testid="person" data-id={user.id}>
      <header className={classes.head}>
        <h2>{user.name}</h2>
        {!user.active && <Chip>{t('staff.inactive')}</Chip>}
        <IconButton icon={IconX} label={t('calllog.close')} onClick={onClose} />
      </header>
      <PersonForm key={user.version} user={user} />
      {user.active && <NewPasswordOf user={user} />}
      <Presence user={user} />
    </article>
  )
}

/** The members that differ from what stands there. */
function changes(user: User, draft: PersonDraft): Omit<UserPatch, 'version'> {
  const before = draftOf(user)
  const patch: Omit<UserPatch, 'version'> = {}
  if (draft.name.trim() !== before.name) patch.name = draft.name.trim()
  if (draft.login !== before.login) patch.login = draft.login
  if (draft.role !== before.role) patch.role = draft.role
  if (draft.team !== before.team) patch.team = draft.team || null
  if (draft.extension !== before.extension || draft.pbx !== before.pbx) {
    patch.extension = draft.extension || null
    patch.pbx = draft.pbx || null
  }
  return patch
}

function PersonForm({ user }: { user: User }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [draft, setDraft] = useState(() => draftOf(user))
  const patch = usePatchPerson()
  const problem = patch.error ? Problem.of(patch.error) : null
  const changed = changes(user, draft)
  const clean = Object.keys(changed).length === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (clean) return
    patch.mutate({ user, ...changed }, {
      onSuccess: ({ name }) => toastDone(t('staff.saved', { name })),
      onError: (thrown) => isStale(Problem.of(thrown)) && toastFailed(words(Problem.of(thrown))),
    })
  }
  return (
    <form className={classes.part} onSubmit={submit} noValidate>
      <PersonFields draft={draft} onChange={setDraft} problem={problem} noPhone={!user.active} />
      {problem && !problem.field && <p className={classes.wrong} role="alert">{words(problem)}</p>}
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" loading={patch.isPending} disabled={clean || draft.name.trim() === ''} data-testid="person-save">{t('staff.save')}</Button>
        {!clean && <Button onClick={() => setDraft(draftOf(user))}>{t('staff.revert')}</Button>}
      </div>
    </form>
  )
}

function NewPasswordOf({ user }: { user: User }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const reset = useResetPassword()
  const [shown, setShown] = useState<string | null>(null)
  const renew = () => {
    const password = newPassword()
    reset.mutate({ id: user.id, password }, { onSuccess: () => setShown(password), onError: (thrown) => toastFailed(words(Problem.of(thrown))) })
  }
  return (
    <Section title={t('signIn.password')}>
      {shown === null ? (
        <>
          <Button leftSection={<IconKey size={14} />} loading={reset.isPending} onClick={renew} data-testid="person-reset">{t('staff.reset')}</Button>
          <p className={classes.caption}>{t('staff.resetNote')}</p>
        </>
      ) : <PasswordOnce login={user.login} password={shown} onDone={() => setShown(null)} />}
    </Section>
  )
}

function Presence({ user }: { user: User }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const patch = usePatchPerson()
  const onError = (thrown: unknown) => toastFailed(words(Problem.of(thrown)))
  const change = () =>
    patch.mutate(
      { user, active: !user.active },
      {
        onSuccess: (after) =>
          user.active
            ? toastOffer(t('staff.gone', { name: after.name }), t('undo.do'), () => patch.mutate({ user: after, active: true, extension: user.extension }, { onError }))
            : toastDone(t('staff.back', { name: after.name })),
        onError,
      },
    )
  return (
    <Section title={t('staff.presence')}>
      <Button loading={patch.isPending} onClick={change} data-testid="person-active">{t(user.active ? 'staff.deactivate' : 'staff.activate')}</Button>
      <p className={classes.caption}>{t(user.active ? 'staff.deactivateNote' : 'staff.activateNote')}</p>
    </Section>
  )
}
