import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCornerDownLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isServerUp } from '../api/client'
import { Problem } from '../api/problem'
import { Brand } from '../ui/Brand'
import { Key } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { useSignIn } from './me'
import classes from './SignIn.module.css'

const REMEMBERED = 'ringcard.login'

export function SignIn({ corner }: { corner: ReactNode }) {
  const { t } = useTranslation()
  const [login, setLogin] = useState(() => localStorage.getItem(REMEMBERED) ?? '')
  const [password, setPassword] = useState('')
  const [capsLock, setCapsLock] = useState(false)
  const [missing, setMissing] = useState<'login' | 'password' | null>(null)
  const loginField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  const words = useProblemWords()
  const signIn = useSignIn()
  const problem = signIn.error ? Problem.of(signIn.error) : null

  useEffect(() => {
    if (problem) passwordField.current?.select()
  }, [problem])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const blank = login.trim() === '' ? 'login' : password === '' ? 'password' : null
    setMissing(blank)
    if (blank) {
      signIn.reset()
      ;(blank === 'login' ? loginField : passwordField).current?.focus()
      return
    }
    localStorage.setItem(REMEMBERED, login.trim())
    signIn.mutate({ login: login.trim(), password })
  }
  const watchCaps = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))

  const atLogin = missing === 'login' ? t('signIn.loginMissing') : problem?.field === 'login' ? words(problem) : null
  let atPassword = missing === 'password' ? t('signIn.passwordMissing') : null
  if (problem && !atLogin && !missing) {
    atPassword = problem.status === 401 ? t(capsLock ? 'signIn.wrongCaps' : 'signIn.wrong') : words(problem)
  }

  return (
    <main className={classes.page}>
      <header className={classes.top}>
        <Brand />
        {corner}
      </header>
      <form className={classes.form} onSubmit={submit} noValidate data-testid="sign-in">
        <h1 className={classes.title}>{t('signIn.title')}</h1>
        <p className={classes.lead}>{t('signIn.lead')}</p>
        <TextInput ref={loginField} label={t('signIn.login')} value={login} autoComplete="username" spellCheck={false} autoCapitalize="none"
          data-testid="login" autoFocus={login === ''} error={atLogin && <Said>{atLogin}</Said>} onChange={(event) => setLogin(event.currentTarget.value)} />
        <PasswordInput ref={passwordField} label={t('signIn.password')} value={password} autoComplete="current-password" data-testid="password"
          autoFocus={login !== ''} visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} onKeyUp={watchCaps}
          error={atPassword && <Said>{atPassword}</Said>} onChange={(event) => setPassword(event.currentTarget.value)} />
        <Button type="submit" variant="filled" fullWidth size="md" h={36} loading={signIn.isPending} data-testid="sign-in-submit"
          rightSection={<Key onAccent><IconCornerDownLeft size={12} /></Key>}>
          {t('signIn.submit')}
        </Button>
      </form>
      <footer className={classes.bottom}><ServerLine /></footer>
    </main>
  )
}

function Said({ children }: { children: ReactNode }) {
  return (
    <span className={classes.said} role="alert">
      <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
      {children}
    </span>
  )
}

function ServerLine() {
  const { t } = useTranslation()
  const { data: up } = useQuery({ queryKey: ['health'], queryFn: isServerUp, refetchInterval: 10_000 })
  if (up === undefined) return null
  return (
    <span className={classes.server}>
      <i data-up={up} aria-hidden="true" />
      {up ? t('signIn.serverUp') : t('signIn.serverDown')}
    </span>
  )
}
