import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconDeviceDesktop } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { dayAndTime, EMPTY } from '../ui/format'
import { Buttons, FormGroup } from '../ui/Form'
import { Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastDone, toastFailed } from '../ui/toast'
import { browserOf } from './browser'
import { useMe } from './me'
import { sessionsQuery, useChangePassword, useEndSession, useSaveName } from './own'
import classes from './own.module.css'

const SHORTEST = 10

/** The own name as colleagues see it. */
export function OwnName() {
  const { t } = useTranslation()
  const me = useMe()
  const words = useProblemWords()
  const save = useSaveName()
  const [name, setName] = useState(me.name)
  const typed = name.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed !== '' && typed !== me.name) save.mutate(typed, { onSuccess: () => toastDone(t('staff.saved', { name: typed })) })
  }
  return (
    <form className={classes.name} onSubmit={submit} noValidate>
      <TextInput label={t('staff.name')} value={name} maxLength={120} autoComplete="name" data-testid="profile-name" error={save.error && words(Problem.of(save.error))}
        onChange={(event) => setName(event.currentTarget.value)} />
      {typed !== me.name && <Button type="submit" variant="filled" size="md" loading={save.isPending} disabled={typed === ''} data-testid="profile-name-save">{t('staff.save')}</Button>}
    </form>
  )
}

export function OwnPassword() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const change = useChangePassword()
  const [old, setOld] = useState('')
  const [password, setPassword] = useState('')
  const problem = change.error ? Problem.of(change.error) : null
  const show = { 'aria-label': t('signIn.showPassword') }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ old, password }, {
      onSuccess: () => {
        setOld('')
        setPassword('')
        toastDone(t('profile.passwordSaved'))
      },
    })
  }
  return (
    <FormGroup title={t('profile.ownPassword')} note={t('profile.ownPasswordNote')}>
      <form className={classes.password} onSubmit={submit} noValidate>
        <PasswordInput label={t('profile.oldPassword')} value={old} maxLength={200} autoComplete="current-password" visibilityToggleButtonProps={show} data-testid="old-password"
          error={problem && problem.field !== 'password' && words(problem)} onChange={(event) => setOld(event.currentTarget.value)} />
        <PasswordInput label={t('profile.newPassword')} description={t('staff.passwordNote')} value={password} maxLength={200} autoComplete="new-password" visibilityToggleButtonProps={show}
          data-testid="new-password" error={problem?.field === 'password' && words(problem)} onChange={(event) => setPassword(event.currentTarget.value)} />
        <Buttons>
          <Button type="submit" loading={change.isPending} disabled={old === '' || password.length < SHORTEST} data-testid="password-save">{t('profile.changePassword')}</Button>
        </Buttons>
      </form>
    </FormGroup>
  )
}

export function OwnSessions() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: sessions, error } = useQuery(sessionsQuery)
  const end = useEndSession()
  const finish = (id: string) => end.mutate(id, { onError: (thrown) => toastFailed(words(Problem.of(thrown))) })
  return (
    <FormGroup title={t('profile.sessions')}>
      {error && <p>{words(Problem.of(error))}</p>}
      {!error && !sessions && <Skeleton rows={2} />}
      {sessions && (
        <ul className={classes.sessions}>
          {sessions.map((one) => (
            <li key={one.id} data-testid="session" data-current={one.current || undefined}>
              <IconDeviceDesktop size={16} stroke={1.75} aria-hidden="true" />
              <span title={one.agent}>
                {browserOf(one.agent) || EMPTY}
                <small>{t('profile.sessionSince', { address: one.address || EMPTY, since: dayAndTime(one.startedAt), used: dayAndTime(one.usedAt) })}</small>
              </span>
              {one.current ? <em>{t('profile.thisOne')}</em> : <Button onClick={() => finish(one.id)} disabled={end.isPending} data-testid="session-end">{t('profile.end')}</Button>}
            </li>
          ))}
        </ul>
      )}
      {sessions && sessions.length > 1 && <Buttons><Button onClick={() => finish('others')} loading={end.isPending} data-testid="sessions-end">{t('profile.endOthers')}</Button></Buttons>}
    </FormGroup>
  )
}
