import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onceKey } from '../api/client'
import { Problem } from '../api/problem'
import type { Plan } from '../api/types'
import { dealsQuery } from '../pipeline/deals'
import { useMe } from '../staff/me'
import { peopleQuery } from '../staff/people'
import { catchUp, take } from '../ui/catch-up'
import { moment } from '../ui/format'
import { Key } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { Theirs } from '../ui/Theirs'
import { useUndoToast } from '../undo/undo'
import { KINDS } from './filter'
import { NextContact, useWhen } from './NextContact'
import { emptyPlan, planChangeOf, type PlanDraft, planDraftOf } from './plan-draft'
import classes from './plan.module.css'
import { currentPlan, meanwhileWords } from './plan-words'
import { applyPlan, patchPlan, useCreatePlan } from './plans'

interface FieldsProps {
  client: string
  start: PlanDraft
  draft: PlanDraft
  onDraft: (draft: PlanDraft) => void
  problem: Problem | null
  /** Whether saving was tried. */
  asked: boolean
  knownDeal?: Plan['deal']
  /** What somebody else wrote meanwhile, and in which fields both did. */
  theirs?: PlanDraft
  clashes?: (keyof PlanDraft)[]
  onTake?: (field: keyof PlanDraft) => void
}

/** The fields of a contact, the same for a new one and for one that is changed; a refusal stands at its field. */
function Fields({ client, start, draft, onDraft, problem, asked, knownDeal, theirs, clashes = [], onTake }: FieldsProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: people = [] } = useQuery(peopleQuery)
  const { data } = useInfiniteQuery(dealsQuery({ client }))
  const open = data?.pages.flatMap((page) => page.items.map(({ id, title }) => ({ id, name: title }))) ?? []
  const deals = knownDeal && !open.some((one) => one.id === knownDeal.id) ? [knownDeal, ...open] : open
  const when = useWhen(draft.line)
  const set = (part: Partial<PlanDraft>) => onDraft({ ...draft, ...part })
  const nameIn = (list: { id: string; name: string }[], id: string | null) => list.find((one) => one.id === id)?.name ?? ''
  const textOf = (field: keyof PlanDraft, { kind, line, topic, deal, assignee }: PlanDraft) =>
    ({ kind: t(`planning.kind.${kind}`), line, topic, deal: nameIn(deals, deal), assignee: nameIn(people, assignee) })[field]
  const other = (field: keyof PlanDraft) => theirs && clashes.includes(field) && <Theirs text={textOf(field, theirs)} testid={`theirs-${field}`} onTake={() => onTake?.(field)} />
  const fault = (field: string) => (problem?.field === field ? words(problem) : null)
  return (
    <>
      <SegmentedControl value={draft.kind} aria-label={t('planning.kindWhat')} onChange={(value) => set({ kind: KINDS.find((one) => one === value) ?? 'call' })}
        data={KINDS.map((value) => ({ value, label: t(`planning.kind.${value}`) }))} />
      {other('kind')}
      <NextContact value={draft.line} when={when} keyShown={false} kind={draft.kind} autoFocus onFocus={(field) => start.line !== '' && field.select()}
        error={fault('at') ?? (asked && !when ? t('planning.whenUnread') : null)} onChange={(line) => set({ line })} />
      {other('line')}
      <TextInput size="xs" label={t('planning.about')} value={draft.topic} maxLength={200} data-testid="plan-topic" error={fault('topic')} onChange={(event) => set({ topic: event.currentTarget.value })} />
      {other('topic')}
      {deals.length > 0 && (
        <NativeSelect size="xs" label={t('planning.deal')} value={draft.deal ?? ''} data-testid="plan-deal" error={fault('deal')} onChange={(event) => set({ deal: event.currentTarget.value || null })}
          data={[{ value: '', label: t('planning.noDeal') }, ...deals.map((one) => ({ value: one.id, label: one.name }))]} />
      )}
      {other('deal')}
      <NativeSelect size="xs" label={t('planning.assignee')} value={draft.assignee} data-testid="plan-assignee" error={fault('assignee')} onChange={(event) => set({ assignee: event.currentTarget.value })}
        data={people.filter((one) => one.active || one.id === draft.assignee).map((one) => ({ value: one.id, label: one.name }))} />
      {other('assignee')}
    </>
  )
}

interface ShellProps {
  word: string
  pending: boolean
  problem: Problem | null
  onSubmit: () => void
  onClose: () => void
  children: React.ReactNode
}

function Shell({ word, pending, problem, onSubmit, onClose, children }: ShellProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!pending) onSubmit()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.code === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
    else if (event.key !== 'Escape' || event.defaultPrevented) return
    else onClose()
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={onKeyDown} data-testid="plan-form">
      {children}
      {problem && problem.reason !== 'stale' && !['at', 'topic', 'deal', 'assignee'].includes(problem.field ?? '') && <p className={classes.fault} role="alert">{words(problem)}</p>}
      <div className={classes.buttons}>
        <Button size="xs" type="submit" variant="filled" loading={pending} rightSection={<Key onAccent>{t('keys.ctrlEnter')}</Key>} data-testid="plan-save">{word}</Button>
        <Button size="xs" onClick={onClose}>{t('pipeline.cancel')}</Button>
      </div>
    </form>
  )
}

interface NewPlanFormProps {
  client: string
  deal?: string
  onDone: (plan: Plan) => void
  onClose: () => void
}

/** Plans a contact with a client: of which kind, when in one typed line, what about, by whom. */
export function NewPlanForm({ client, deal, onDone, onClose }: NewPlanFormProps) {
  const { t } = useTranslation()
  const me = useMe()
  const undoToast = useUndoToast()
  const [key] = useState(onceKey)
  const [start] = useState(() => emptyPlan(me.id, deal))
  const [draft, setDraft] = useState(start)
  const [asked, setAsked] = useState(false)
  const when = useWhen(draft.line)
  const create = useCreatePlan((plan) => {
    undoToast(t('planning.planned', { at: moment(plan.at) }), plan.undo ?? undefined)
    onDone(plan)
  })
  const problem = create.error ? Problem.of(create.error) : null
  const submit = () => {
    setAsked(true)
    const { kind, assignee } = draft
    if (when) create.mutate({ key, client, at: when.at.toISOString(), kind, assignee, deal: draft.deal, topic: draft.topic.trim() || when.topic })
  }
  return (
    <Shell word={t('planning.doPlan')} pending={create.isPending} problem={problem} onSubmit={submit} onClose={onClose}>
      <Fields client={client} start={start} draft={draft} onDraft={setDraft} problem={problem} asked={asked} />
    </Shell>
  )
}

/** Changes or re-plans a contact. When a colleague was faster it says what happened, and keeps what was typed here. */
export function EditPlanForm({ plan, onDone, onClose }: { plan: Plan; onDone: (plan: Plan) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const undoToast = useUndoToast()
  const [base, setBase] = useState(plan)
  const [draft, setDraft] = useState(() => planDraftOf(plan))
  const [meanwhile, setMeanwhile] = useState<{ words: string; clashes: (keyof PlanDraft)[] } | null>(null)
  const [asked, setAsked] = useState(false)
  const when = useWhen(draft.line)
  const change = planChangeOf(planDraftOf(base), draft, when)
  const save = useMutation({
    mutationFn: () => patchPlan(base, change),
    onSuccess: (saved) => {
      applyPlan(queries)
      undoToast(saved.at === base.at ? t('planning.saved') : t('planning.movedToast', { at: moment(saved.at) }), saved.undo ?? undefined)
      onDone(saved)
    },
    onError: (thrown) => {
      const problem = Problem.of(thrown)
      const now = currentPlan(problem)
      if (!now) return
      const { draft: merged, clashes } = catchUp(planDraftOf(base), planDraftOf(now), draft)
      setMeanwhile({ words: meanwhileWords(problem, base, now, t), clashes })
      setDraft(merged)
      setBase(now)
      applyPlan(queries)
    },
  })
  const takeOver = (field: keyof PlanDraft) => {
    setDraft(take(draft, planDraftOf(base), [field]))
    setMeanwhile(meanwhile && { ...meanwhile, clashes: meanwhile.clashes.filter((one) => one !== field) })
  }
  const problem = save.error ? Problem.of(save.error) : null
  const submit = () => {
    setAsked(true)
    if (!when) return
    if (Object.keys(change).length === 0) onClose()
    else save.mutate()
  }
  return (
    <Shell word={t('planning.save')} pending={save.isPending} problem={problem} onSubmit={submit} onClose={onClose}>
      {meanwhile && <p className={classes.meanwhile} role="alert" data-testid="plan-meanwhile">{meanwhile.words} {t('planning.meanwhileNext')}</p>}
      <Fields client={plan.client.id} start={planDraftOf(plan)} draft={draft} onDraft={setDraft} problem={problem} asked={asked} knownDeal={base.deal}
        theirs={planDraftOf(base)} clashes={meanwhile?.clashes} onTake={takeOver} />
    </Shell>
  )
}
