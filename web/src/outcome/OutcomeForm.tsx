import { Button, NativeSelect } from '@mantine/core'
import { IconCornerDownLeft } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Call, Deal, Outcome } from '../api/types'
import { NextContact, useWhen } from '../planning/NextContact'
import { moment, timeOrDay } from '../ui/format'
import { useKeys } from '../ui/keys'
import { inOwnLanguage } from '../ui/locale'
import { Key } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { TextArea } from '../ui/TextArea'
import { Theirs } from '../ui/Theirs'
import { useUndoToast } from '../undo/undo'
import { type Draft, useDraft } from './draft'
import { OutcomeButtons } from './OutcomeButtons'
import classes from './OutcomeForm.module.css'
import { outcomesQuery, takeCardAway, useWriteOutcome } from './outcomes'
import { useNextWords } from './suggest'
import { DealEffect } from './DealEffect'

interface OutcomeFormProps {
  call: Call
  deals: Deal[]
  /** Whether the keys that go into a field go into those of this form. */
  active: boolean
  /** Whether the keys of outcomes, and that of saving, are this form's. */
  holding: boolean
  /** The server has it. */
  onWritten?: () => void
  onFailed: (thrown: unknown) => void
}

/** What came of the call: outcome, note, next contact, the deal; everything by keys. */
export function OutcomeForm({ call, deals, active, holding, onWritten, onFailed }: OutcomeFormProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const suggest = useNextWords()
  const say = useUndoToast()
  const queries = useQueryClient()
  const { data: catalogue = [] } = useQuery(outcomesQuery)
  const { draft, change, forget } = useDraft(call.id, startOf(call))
  const write = useWriteOutcome(call)
  const [asked, setAsked] = useState(false)
  const [version, setVersion] = useState(call.outcome?.version ?? 0)
  const noteField = useRef<HTMLTextAreaElement>(null)
  const nextField = useRef<HTMLInputElement>(null)
  const when = useWhen(draft.next)

  const outcome = catalogue.find((one) => one.id === draft.outcome)
  const dealId = draft.deal === undefined ? (deals.length === 1 ? deals[0]!.id : (call.deal?.id ?? deals[0]?.id ?? null)) : draft.deal
  const deal = deals.find((one) => one.id === dealId)
  const problem = write.error ? Problem.of(write.error) : null
  const unread = draft.next.trim() !== '' && !when

  const choose = (chosen: Outcome) => {
    const same = draft.outcome === chosen.id
    change({ outcome: same ? null : chosen.id, ...(!draft.nextTouched && { next: same ? '' : suggest(chosen) }) })
  }
  const save = () => {
    setAsked(true)
    if (!outcome || unread) {
      if (outcome) nextField.current?.focus()
      return
    }
    const said = when ? { at: when.at.toISOString(), topic: when.topic, kind: 'call' as const } : null
    write.mutate(
      { outcome: outcome.id, note: draft.note.trim() || null, dealId: deal?.id ?? null, version, ...(draft.nextTouched && { nextContact: said }) },
      {
        onSuccess: ({ plan, undo }) => {
          forget()
          takeCardAway(queries, call.id)
          onWritten?.()
          const next = plan ? t('outcome.savedNext', { at: moment(plan.at) }) : ''
          say(`${t('outcome.saved', { outcome: inOwnLanguage(outcome.label) })}${next}`, undo)
        },
        onError: (thrown) => {
          const stands = standing(Problem.of(thrown))
          if (stands) setVersion(stands.outcome?.version ?? 0)
          if (!stands?.outcome) onFailed(thrown)
        },
      },
    )
  }

  useKeys({ KeyT: () => noteField.current?.focus(), KeyD: () => nextField.current?.select() }, active)
  useKeys(
    {
      ...Object.fromEntries(catalogue.filter((one) => one.key).map((one) => [`Digit${one.key}`, () => choose(one)])),
      'Ctrl+Enter': save,
    },
    holding,
  )

  const atField = (field: string) => (problem?.field?.startsWith(field) ? words(problem) : null)
  const other = problem && standing(problem)?.outcome
  const elsewhere = problem && !other && !['note', 'nextContact', 'dealId'].some((field) => problem.field?.startsWith(field)) ? words(problem) : null
  return (
    <form className={classes.form} onSubmit={(event) => event.preventDefault()} data-testid="outcome-form" data-holding={(holding && catalogue.length > 0) || undefined}>
      <div className={classes.noteField}>
        <TextArea ref={noteField} data-testid="note" label={t('outcome.note')} placeholder={t('outcome.notePlaceholder')} rows={2} maxLength={4000}
          value={draft.note} error={atField('note')} onChange={(event) => change({ note: event.currentTarget.value })} />
        {draft.note === '' && active && <Key>{t('outcome.noteKey')}</Key>}
      </div>
      <div className={classes.heading}>
        <span id={`outcomes-${call.id}`}>{t('outcome.title')}</span>
        {holding && <span className={classes.hint}>{t('outcome.keys')}<Key>{t('keys.alt')}</Key>{t('outcome.keysDigit')}</span>}
      </div>
      <OutcomeButtons catalogue={catalogue} chosen={draft.outcome} onChoose={choose} labelledBy={`outcomes-${call.id}`} keysShown={holding} />
      {asked && !outcome && <p className={classes.error} role="alert">{t('outcome.chooseOne')}</p>}
      <NextContact ref={nextField} value={draft.next} when={when} keyShown={active} onChange={(next) => change({ next, nextTouched: true })}
        error={atField('nextContact') ?? (asked && unread ? t('outcome.nextUnread') : null)} />
      {deals.length > 1 && (
        <NativeSelect size="xs" aria-label={t('outcome.deal')} data-testid="deal-choice" value={dealId ?? ''} error={atField('dealId')}
          onChange={(event) => change({ deal: event.currentTarget.value || null })}
          data={[...deals.map((one) => ({ value: one.id, label: one.title })), { value: '', label: t('outcome.noDeal') }]} />
      )}
      {other && (
        <div className={classes.meanwhile} role="alert" data-testid="outcome-meanwhile">
          <p>{t('outcome.otherwise', { who: other.by.name, at: timeOrDay(other.at) })}</p>
          <Theirs text={[inOwnLanguage(other.outcome.label), other.note].filter(Boolean).join(': ')} testid="theirs-outcome" onTake={() => change({ outcome: other.outcome.id, note: other.note ?? '' })} />
        </div>
      )}
      <div className={classes.foot}>
        <DealEffect outcome={outcome} deal={deal} />
        <Button variant="filled" data-testid="save" loading={write.isPending} onClick={save}
          rightSection={<Key onAccent>{t('keys.ctrl')} <IconCornerDownLeft size={11} /></Key>}>
          {t('outcome.save')}
        </Button>
      </div>
      {elsewhere && <p className={classes.error} role="alert">{elsewhere}</p>}
    </form>
  )
}

/** What somebody else has written on the call meanwhile, as the refusal tells it. */
function standing(problem: Problem): Call | undefined {
  return problem.reason === 'stale' ? (problem.params.current as Call) : undefined
}

function startOf(call: Call): Draft {
  const written = call.outcome
  return { outcome: written?.outcome.id ?? null, note: written?.note ?? '', next: '', nextTouched: false, deal: written ? (written.deal?.id ?? null) : undefined }
}
