import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import type { BookName } from '../api/types'
import { BookSelect } from '../book/BookSelect'
import { peopleQuery } from '../staff/people'
import { Key } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { TextArea } from '../ui/TextArea'
import { Theirs } from '../ui/Theirs'
import classes from './client.module.css'
import { companiesQuery } from './clients'
import { type Draft, type Field, filled } from './draft'
import { NumberHint } from './NumberHint'
import { ReachFields } from './ReachFields'

interface ClientFormProps {
  draft: Draft
  /** The client that is edited; its own numbers are nobody else's. */
  id?: string
  problem: Problem | null
  pending: boolean
  /** Fields in which somebody else wrote meanwhile, and what they wrote. */
  theirs?: Partial<Record<Field, string>>
  onTake?: (field: Field) => void
  note?: ReactNode
  saveWord: string
  onChange: (draft: Draft) => void
  onSave: () => void
  onCancel: () => void
}

/** All that is known about a client, in one column; Enter or Ctrl+Enter saves, Escape leaves. */
export function ClientForm({ draft, id, problem, pending, theirs = {}, onTake, note, saveWord, onChange, onSave, onCancel }: ClientFormProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: people = [] } = useQuery(peopleQuery)
  const [company] = useDebouncedValue(draft.company.trim(), 200)
  const { data: companies = [] } = useQuery({ ...companiesQuery(company), enabled: draft.kind === 'person' })
  const lists = useId()
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part })
  const wrong = (field: string) => (problem?.field === field ? words(problem) : null)
  const atRow = (name: 'phones' | 'emails', row: number) => {
    const sent = filled(draft[name]).indexOf(draft[name][row]!)
    return sent >= 0 && problem?.field?.startsWith(`${name}[${sent}]`) ? words(problem) : null
  }
  const other = (field: Field) => theirs[field] !== undefined && (
    <Theirs text={theirs[field]} testid={`theirs-${field}`} onTake={() => onTake?.(field)} />
  )
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (draft.name.trim() !== '' && !pending) onSave()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const isKnown = ['name', 'company', 'position', 'source', 'status', 'about', 'owner'].some((field) => problem?.field === field) || /^(phones|emails)\[/.test(problem?.field ?? '')
  const line = (field: 'name' | 'company' | 'position', list?: string) => (
    <TextInput size="xs" label={t(`client.field.${field}`)} value={draft[field]} maxLength={field === 'position' ? 120 : 200} autoComplete="off"
      data-testid={`client-${field}`} list={list} error={wrong(field)} description={other(field)} inputWrapperOrder={['label', 'input', 'description', 'error']}
      autoFocus={field === 'name'} onChange={(event) => set({ [field]: event.currentTarget.value })} />
  )
  const choice = (field: 'source' | 'status', book: BookName) => (
    <BookSelect book={book} label={t(`client.field.${field}`)} value={draft[field]} onChoose={(id) => set({ [field]: id })}
      data-testid={`client-${field}`} error={wrong(field)} description={other(field)} inputWrapperOrder={['label', 'input', 'description', 'error']} />
  )
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={onKeyDown} data-testid="client-form" aria-label={t('client.about')}>
      {note}
      <SegmentedControl value={draft.kind} aria-label={t('client.kindWhat')} onChange={(kind) => set({ kind: kind === 'company' ? 'company' : 'person' })}
        data={[{ value: 'person', label: t('client.kind.person') }, { value: 'company', label: t('client.kind.company') }]} />
      {line('name')}
      {draft.kind === 'person' && line('company', `${lists}-companies`)}
      {draft.kind === 'person' && line('position')}
      <datalist id={`${lists}-companies`}>{companies.map((one) => <option key={one.id} value={one.name} />)}</datalist>
      <ReachFields kind="phone" values={draft.phones} onChange={(phones) => set({ phones })} errorOf={(row) => atRow('phones', row)}
        hintOf={(reach) => <NumberHint typed={reach.value} except={id} />} />
      {other('phones')}
      <ReachFields kind="email" values={draft.emails} onChange={(emails) => set({ emails })} errorOf={(row) => atRow('emails', row)} />
      {other('emails')}
      {choice('status', 'client-status')}
      {choice('source', 'source')}
      {id && (
        <NativeSelect size="xs" label={t('client.owner')} value={draft.owner} data-testid="client-owner" error={wrong('owner')} description={other('owner')} inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(event) => set({ owner: event.currentTarget.value })} data={[{ value: '', label: t('client.nobody') }, ...people.map((one) => ({ value: one.id, label: one.name }))]} />
      )}
      <TextArea label={t('client.aboutText')} placeholder={t('client.aboutText')} rows={3} maxLength={4000} value={draft.about} data-testid="client-about" error={wrong('about')}
        onChange={(event) => set({ about: event.currentTarget.value })} />
      {other('about')}
      {problem && !isKnown && problem.reason !== 'stale' && <p className={classes.wrong} role="alert">{words(problem)}</p>}
      <div className={classes.formFoot}>
        <Button onClick={onCancel}>{t('client.cancel')}</Button>
        <Button type="submit" variant="filled" loading={pending} data-testid="client-save" rightSection={<Key onAccent>{t('keys.ctrlEnter')}</Key>}>{saveWord}</Button>
      </div>
    </form>
  )
}
