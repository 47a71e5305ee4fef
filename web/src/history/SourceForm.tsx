import { Button, NativeSelect, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { Buttons, FormGroup } from '../ui/Form'
import { type Draft, EMPTY, type Kind, PORTS, sourceOf } from './draft'
import { useFaultWords } from './fault-words'
import { Files } from './Files'
import { ownersQuery, useLook, useStart } from './imports'
import { SurveyView } from './SurveyView'
import classes from './history.module.css'

/** Names a source, shows what it has, and only then takes it over. */
export function SourceForm({ busy, onBegun }: { busy: boolean; onBegun: (id: string) => void }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const [upload, setUpload] = useState<string>()
  const [begun, setBegun] = useState(0)
  const look = useLook()
  const start = useStart()
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    look.reset()
    start.reset()
  }
  const sent = (set: string) => {
    setUpload(set)
    look.reset()
  }
  const test = (event: FormEvent) => {
    event.preventDefault()
    start.reset()
    look.mutate(sourceOf(draft, upload))
  }
  const begin = () =>
    start.mutate(sourceOf(draft, upload), {
      onSuccess: ({ id }) => {
        onBegun(id)
        setDraft({ ...draft, exchange: '', password: '' })
        setUpload(undefined)
        setBegun(begun + 1)
        look.reset()
      },
    })
  const thrown = look.error ?? start.error
  const problem = thrown && Problem.of(thrown)
  const files = draft.kind === 'files'
  return (
    <form onSubmit={test} noValidate data-testid="import-form">
      <FormGroup title={t('history.source')} note={t('history.sourceNote')}>
        <Owner value={draft.exchange} problem={problem} onChoose={(exchange) => { setDraft({ ...draft, exchange }); start.reset() }} />
        <SegmentedControl aria-label={t('history.source')} value={draft.kind} data-testid="import-kind" onChange={(kind) => change({ kind: kind as Kind })}
          data={[{ value: 'mariadb', label: t('history.kind.mariadb') }, { value: 'postgresql', label: t('history.kind.postgresql') }, { value: 'files', label: t('history.kind.files') }]} />
        {files ? <Files key={begun} upload={upload} onSent={sent} /> : <DatabaseFields draft={draft} problem={problem} onChange={change} />}
        <Rest problem={problem} files={files} />
        <Buttons>
          <Button type="submit" variant={look.data ? 'default' : 'filled'} leftSection={<IconPlugConnected size={16} stroke={1.75} />} loading={look.isPending}
            disabled={files && upload === undefined} data-testid="import-look">
            {t(files ? 'history.lookFiles' : 'history.look')}
          </Button>
          {look.isPending && <span className={classes.soft}>{t('history.looking')}</span>}
        </Buttons>
        {look.data && <SurveyView survey={look.data} files={files} busy={busy} pending={start.isPending} onStart={begin} />}
      </FormGroup>
    </form>
  )
}

interface FieldsProps {
  draft: Draft
  problem: Problem | null
  onChange: (part: Partial<Draft>) => void
}

/** Whose calls they are; nobody has to say it where there is one exchange only. */
function Owner({ value, problem, onChoose }: { value: string; problem: Problem | null; onChoose: (id: string) => void }) {
  const { t } = useTranslation()
  const faults = useFaultWords()
  const { data: owners = [] } = useQuery(ownersQuery)
  if (owners.length < 2) return null
  return (
    <NativeSelect label={t('history.exchange')} description={t('history.exchangeNote')} value={value} required data-testid="import-exchange"
      error={problem?.field === 'exchange' ? faults.of(problem) : null} onChange={(event) => onChoose(event.currentTarget.value)}
      data={[{ value: '', label: t('history.exchangeNone') }, ...owners]} />
  )
}

const FIELDS = ['host', 'port', 'database', 'user', 'password']

function DatabaseFields({ draft, problem, onChange }: FieldsProps) {
  const { t } = useTranslation()
  const faults = useFaultWords()
  const wrong = (field: string) => (problem?.field === field ? faults.of(problem) : null)
  return (
    <>
      <div className={classes.pair}>
        <TextInput label={t('history.host')} placeholder={t('history.hostHint')} value={draft.host} autoComplete="off" spellCheck={false} data-testid="import-host" error={wrong('host')}
          onChange={(event) => onChange({ host: event.currentTarget.value })} />
        <TextInput label={t('history.port')} placeholder={draft.kind === 'files' ? '' : PORTS[draft.kind]} value={draft.port} inputMode="numeric" maxLength={5} data-testid="import-port"
          error={wrong('port')} onChange={(event) => onChange({ port: event.currentTarget.value.replace(/\D/g, '') })} />
      </div>
      <TextInput label={t('history.database')} description={t('history.databaseNote')} value={draft.database} autoComplete="off" spellCheck={false} data-testid="import-database"
        error={wrong('database')} onChange={(event) => onChange({ database: event.currentTarget.value })} />
      <div className={classes.halves}>
        <TextInput label={t('history.user')} value={draft.user} autoComplete="off" spellCheck={false} data-testid="import-user" error={wrong('user')}
          onChange={(event) => onChange({ user: event.currentTarget.value })} />
        <PasswordInput label={t('history.password')} value={draft.password} autoComplete="new-password" data-testid="import-password" error={wrong('password')}
          onChange={(event) => onChange({ password: event.currentTarget.value })} />
      </div>
      <p className={classes.soft}>{t('history.userNote')}</p>
    </>
  )
}

/** What belongs to no field that is shown. */
function Rest({ problem, files }: { problem: Problem | null; files: boolean }) {
  const faults = useFaultWords()
  if (!problem || problem.field === 'exchange' || (!files && FIELDS.includes(problem.field ?? ''))) return null
  return <p className={classes.wrong} role="alert">{faults.of(problem)}</p>
}
