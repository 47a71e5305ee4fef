import { Button, PasswordInput, Progress } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Import } from '../api/types'
import { count, day, dayAndTime, unit } from '../ui/format'
import { Buttons } from '../ui/Form'
import { Chip } from '../ui/Pieces'
import { toastFailed } from '../ui/toast'
import { useFaultWords } from './fault-words'
import { ownersQuery, usePause, useResume } from './imports'
import { Untold } from './Untold'
import classes from './history.module.css'

const SILENT_MS = 3 * 60_000

interface Props {
  view: Import
  /** It was begun from here: it stays in sight, wherever in the list it stands. */
  begun: boolean
  onBegun: (id: string) => void
}

/** One import: how far it is and how fast, what came of it, and what can be done about it. */
export function ImportView({ view, begun, onBegun }: Props) {
  const { t } = useTranslation()
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    if (begun && !(document.activeElement instanceof HTMLInputElement)) place.current?.scrollIntoView({ block: 'center' })
  }, [begun])
  const name = nameOf(view) || t('history.kind.files')
  const several = (useQuery(ownersQuery).data?.length ?? 0) > 1
  return (
    <article ref={place} className={classes.import} data-testid="import" data-id={view.id} data-state={view.state} aria-label={name}>
      <header>
        <strong>{name}</strong>
        <StateChip view={view} />
      </header>
      <p className={classes.soft}>
        {several && `${t('history.ofExchange', { name: view.exchange.name })} `}
        {view.startedBy ? t('history.startedBy', { name: view.startedBy.name, at: dayAndTime(view.startedAt) }) : t('history.startedByCommand', { at: dayAndTime(view.startedAt) })}
        {view.finishedAt && view.state === 'finished' && t('history.until', { at: dayAndTime(view.finishedAt) })}
      </p>
      {view.state !== 'finished' && <Bar view={view} />}
      <Figures view={view} />
      <Why view={view} />
      <Acts view={view} onBegun={onBegun} />
      <Untold untold={view.untold} />
    </article>
  )
}

function nameOf({ source }: Import): string {
  return source.kind === 'files' ? source.files.join(', ') : `${source.user}@${source.host} · ${source.database}`
}

function StateChip({ view }: { view: Import }) {
  const { t } = useTranslation()
  const tones = { running: 'plain', paused: 'today', failed: 'overdue', finished: 'done' } as const
  const signs = { running: IconRefresh, paused: IconPlayerPause, failed: IconAlertTriangle, finished: IconCheck }
  return <Chip tone={tones[view.state]} icon={signs[view.state]}>{t(`history.state.${view.state}`)}</Chip>
}

function Bar({ view }: { view: Import }) {
  const { t } = useTranslation()
  const percent = Math.floor((view.done ?? 0) * 100)
  const told = [
    t('history.percent', { percent }),
    view.rowsPerSecond !== null && t('history.rate', { rows: count(Math.round(view.rowsPerSecond)) }),
    view.secondsLeft !== null && t('history.left', { time: left(view.secondsLeft) }),
    view.mark && view.lastAt && t('history.mark', { first: day(view.mark), last: day(view.lastAt) }),
  ]
  return (
    <>
      <Progress value={percent} size={8} aria-label={t('history.state.running')} data-testid="import-bar" />
      <p className={classes.pace} data-testid="import-pace">{view.done === null && view.state === 'running' ? t('history.beginning') : told.filter(Boolean).join(' · ')}</p>
    </>
  )
}

const left = (seconds: number) => (seconds < 90 ? unit(Math.max(1, Math.ceil(seconds)), 'second') : unit(Math.ceil(seconds / 60), 'minute'))

function Figures({ view: { counts } }: { view: Import }) {
  const { t } = useTranslation()
  const rows = [['rows', counts.rows], ['added', counts.added], ['known', counts.known], ['recordings', counts.found], ['missing', counts.missing]] as const
  return (
    <dl className={classes.figures}>
      {rows.map(([name, value]) => (
        <div key={name} data-testid={`import-${name}`}>
          <dt>{t(`history.count.${name}`)}</dt>
          <dd>{count(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Why it does not go on. */
function Why({ view }: { view: Import }) {
  const { t } = useTranslation()
  const faults = useFaultWords()
  if (view.state === 'failed') return <p className={classes.wrong} role="alert">{faults.ofReason(view.reason) ?? t('history.fault.internal')}</p>
  if (view.state === 'paused' && view.reason === 'restart') return <p>{t(view.source.kind === 'files' ? 'history.restarted' : 'history.restartedDatabase')}</p>
  if (view.state === 'running' && Date.now() - Date.parse(view.seenAt) > SILENT_MS) return <p>{t('history.silent', { at: dayAndTime(view.seenAt) })}</p>
  return null
}

function Acts({ view, onBegun }: { view: Import; onBegun: (id: string) => void }) {
  const { t } = useTranslation()
  const faults = useFaultWords()
  const pause = usePause()
  if (view.state === 'finished') return null
  if (view.state !== 'running') return <Resume view={view} onBegun={onBegun} />
  return (
    <Buttons>
      <Button leftSection={<IconPlayerPause size={16} stroke={1.75} />} loading={pause.isPending || pause.isSuccess} data-testid="import-pause"
        onClick={() => pause.mutate(view.id, { onError: (thrown) => toastFailed(faults.of(Problem.of(thrown))) })}>
        {t('history.pause')}
      </Button>
    </Buttons>
  )
}

/** A database asks for its password again: it is kept nowhere. */
function Resume({ view, onBegun }: { view: Import; onBegun: (id: string) => void }) {
  const { t } = useTranslation()
  const faults = useFaultWords()
  const [password, setPassword] = useState('')
  const resume = useResume()
  const go = (event: FormEvent) => {
    event.preventDefault()
    onBegun(view.id)
    resume.mutate({ id: view.id, password }, { onSuccess: () => setPassword('') })
  }
  return (
    <form onSubmit={go} className={classes.resume}>
      {view.source.kind !== 'files' && (
        <PasswordInput label={t('history.passwordAgain')} value={password} autoComplete="off" w={240} data-testid="import-password-again" onChange={(event) => setPassword(event.currentTarget.value)} />
      )}
      <Button type="submit" leftSection={<IconPlayerPlay size={16} stroke={1.75} />} loading={resume.isPending} data-testid="import-resume">{t('history.resume')}</Button>
      {resume.error && <span className={classes.wrong} role="alert">{faults.of(Problem.of(resume.error))}</span>}
    </form>
  )
}
