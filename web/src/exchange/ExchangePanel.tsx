import { Button } from '@mantine/core'
import { IconPlugConnected, IconX } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Exchange } from '../api/types'
import { Chip, IconButton, Section } from '../ui/Pieces'
import { isStale, useProblemWords } from '../ui/problem-words'
import { toastDone, toastFailed, toastOffer } from '../ui/toast'
import { bodyOf, changesOf, type Draft, draftOf, EMPTY, isMoved, isWhole } from './draft'
import { ExchangeFields } from './ExchangeFields'
import { type Fault, faultOfLink, faultOfVisit } from './faults'
import { useCreateExchange, usePatchExchange, useTryExchange } from './exchanges'
import { Findings } from './Findings'
import { Standing } from './Standing'
import classes from './exchange.module.css'

export function NewExchange({ onDone, onClose }: { onDone: (id: string) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(EMPTY)
  const create = useCreateExchange()
  return (
    <article aria-label={t('exchange.new')}>
      <Head title={t('exchange.new')} onClose={onClose} />
      <Form draft={draft} onDraft={setDraft} failure={create.error} busy={create.isPending} action={t('exchange.add')} secretSet={false}
        onSave={() => create.mutate(bodyOf(draft), { onSuccess: ({ id }) => onDone(id) })} />
    </article>
  )
}

export function ExchangePanel({ exchange, namesake, onClose }: { exchange: Exchange; namesake?: Exchange; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <article aria-label={exchange.name} data-testid="exchange" data-id={exchange.id}>
      <Head title={exchange.name} onClose={onClose}>{exchange.fromFile && <Chip>{t('exchange.file')}</Chip>}</Head>
      <Standing exchange={exchange} namesake={namesake} />
      {exchange.fromFile && <p className={classes.hint}>{t('exchange.fromFile')}</p>}
      <ChangeForm key={exchange.version} exchange={exchange} />
      {!exchange.fromFile && exchange.host && <Power exchange={exchange} />}
    </article>
  )
}

function Head({ title, onClose, children }: { title: string; onClose: () => void; children?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <header className={classes.head}>
      <h2>{title}</h2>
      {children}
      <IconButton icon={IconX} label={t('calllog.close')} onClick={onClose} />
    </header>
  )
}

function ChangeForm({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [draft, setDraft] = useState(() => draftOf(exchange))
  const patch = usePatchExchange()
  const clean = JSON.stringify(draft) === JSON.stringify(draftOf(exchange))
  const save = () =>
    patch.mutate({ id: exchange.id, version: exchange.version, ...changesOf(draft) }, {
      onSuccess: ({ name }) => toastDone(t('staff.saved', { name })),
      onError: (thrown) => isStale(Problem.of(thrown)) && toastFailed(words(Problem.of(thrown))),
    })
  return (
    <Form id={exchange.id} draft={draft} onDraft={setDraft} failure={patch.error} busy={patch.isPending} action={t('staff.save')} secretSet={exchange.secretSet} moved={isMoved(draft, exchange)} readOnly={exchange.fromFile}
      fault={clean ? faultOfLink(exchange.live) : undefined} clean={clean} onSave={save} onRevert={() => setDraft(draftOf(exchange))} />
  )
}

interface FormProps {
  id?: string
  draft: Draft
  onDraft: (draft: Draft) => void
  failure: Error | null
  busy: boolean
  action: string
  secretSet: boolean
  /** To another place than the one that has the secret. */
  moved?: boolean
  readOnly?: boolean
  /** What is wrong as it is set now. */
  fault?: Fault
  clean?: boolean
  onSave: () => void
  onRevert?: () => void
}

function Form({ id, draft, onDraft, failure, busy, action, secretSet, moved, readOnly, fault, clean, onSave, onRevert }: FormProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const hasSecret = secretSet && !moved
  const visit = useTryExchange()
  const thrown = failure ?? visit.error
  const problem = thrown ? Problem.of(thrown) : null
  const isTried = visit.variables !== undefined && JSON.stringify(visit.variables.exchange) === JSON.stringify(changesOf(draft))
  const met = isTried && visit.data ? faultOfVisit(visit.data) : fault
  const form = useRef<HTMLFormElement>(null)
  const found = useRef<HTMLDivElement>(null)
  // The form is longer than the panel: what is wrong, or else what was found, is brought into sight.
  useEffect(() => {
    const wrong = thrown || visit.data ? form.current?.querySelector<HTMLElement>('[aria-invalid=true]') : null
    if (wrong) wrong.focus()
    else found.current?.scrollIntoView({ block: 'nearest' })
  }, [thrown, visit.data])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!clean && isWhole(draft, hasSecret)) onSave()
  }
  return (
    <form ref={form} className={classes.part} onSubmit={submit} noValidate data-testid="exchange-form">
      <ExchangeFields draft={draft} onChange={onDraft} problem={problem} fault={met} secretSet={secretSet} moved={moved} readOnly={readOnly} />
      {problem && !problem.field && <p className={classes.wrong} role="alert">{words(problem)}</p>}
      <div className={classes.buttons}>
        {!readOnly && <Button type="submit" variant="filled" loading={busy} disabled={clean || !isWhole(draft, hasSecret)} data-testid="exchange-save">{action}</Button>}
        <Button leftSection={<IconPlugConnected size={14} />} loading={visit.isPending} disabled={!isWhole({ ...draft, name: 'x' }, hasSecret)} onClick={() => visit.mutate({ id, exchange: changesOf(draft) })}
          data-testid="exchange-try">{t('exchange.try')}</Button>
        {onRevert && !clean && <Button onClick={onRevert}>{t('staff.revert')}</Button>}
      </div>
      {visit.data && <div ref={found}><Findings findings={visit.data} /></div>}
    </form>
  )
}

function Power({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const patch = usePatchExchange()
  const onError = (thrown: unknown) => toastFailed(words(Problem.of(thrown)))
  const change = () =>
    patch.mutate({ id: exchange.id, version: exchange.version, enabled: !exchange.enabled }, {
      onSuccess: (after) =>
        after.enabled
          ? toastDone(t('exchange.isOn', { name: after.name }))
          : toastOffer(t('exchange.isOff', { name: after.name }), t('undo.do'), () => patch.mutate({ id: after.id, version: after.version, enabled: true }, { onError })),
      onError,
    })
  return (
    <Section title={t('exchange.power')}>
      <Button loading={patch.isPending} onClick={change} data-testid="exchange-power">{t(exchange.enabled ? 'exchange.switchOff' : 'exchange.switchOn')}</Button>
      <p className={classes.hint}>{t(exchange.enabled ? 'exchange.switchOffNote' : 'exchange.switchOnNote')}</p>
    </Section>
  )
}
