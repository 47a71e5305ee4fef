import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { MissedSettings } from '../api/types'
import { moment } from '../ui/format'
import { Buttons, FormGroup, Groups } from '../ui/Form'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import { isStale, useProblemWords } from '../ui/problem-words'
import { toastDone, toastFailed } from '../ui/toast'
import { zone } from '../ui/locale'
import { ClosedDays } from './ClosedDays'
import { WeekFields } from './WeekFields'
import classes from './missed.module.css'
import { promiseQuery, usePatchPromise } from './rules'
import { weekDraftOf, weekOf } from './week-draft'

/** What a missed caller is promised. */
export function MissedSection() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: promise, error, refetch } = useQuery(promiseQuery)
  return (
    <Page title={t('settings.section.missed')}>
      {error ? <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
        : !promise ? <Skeleton />
          : <Groups><PromiseForm key={promise.version} promise={promise} /></Groups>}
    </Page>
  )
}

const MEMBERS = ['minutes', 'days'] as const

function PromiseForm({ promise }: { promise: MissedSettings }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [draft, setDraft] = useState({ minutes: String(promise.minutes), days: String(promise.days), week: weekDraftOf(promise), closed: promise.closed })
  const patch = usePatchPromise()
  const problem = patch.error ? Problem.of(patch.error) : null
  const week = weekOf(draft.week)
  const clean = MEMBERS.every((member) => draft[member] === String(promise[member])) && JSON.stringify([week, draft.closed]) === JSON.stringify([promise.week, promise.closed])
  const wrong = (member: string) => {
    if (problem?.field !== `missed.${member}`) return null
    return problem.reason === 'shorter-than-rest' ? t('missedRules.shorterThanRest') : words(problem)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (clean) return
    patch.mutate({ version: promise.version, minutes: Number(draft.minutes), days: Number(draft.days), week, closed: draft.closed }, {
      onSuccess: () => toastDone(t('missedRules.saved')),
      onError: (thrown) => isStale(Problem.of(thrown)) && toastFailed(words(Problem.of(thrown))),
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <FormGroup title={t('missedRules.promise')} note={t('missedRules.promiseNote')}>
        {MEMBERS.map((member) => (
          <div key={member}>
            <TextInput label={t(`missedRules.${member}`)} description={t(`missedRules.${member}Note`)} value={draft[member]} inputMode="numeric" maxLength={4} w={240} data-testid={`missed-${member}`}
              error={wrong(member)} onChange={(event) => setDraft({ ...draft, [member]: event.currentTarget.value.replace(/\D/g, '') })} />
            <Trace promise={promise} member={member} />
          </div>
        ))}
      </FormGroup>
      <FormGroup title={t('missedRules.week')} note={t('missedRules.weekNote', { zone: zone() })}>
        <WeekFields week={draft.week} problem={problem} onChange={(changed) => setDraft({ ...draft, week: changed })} />
        <Trace promise={promise} member="week" />
      </FormGroup>
      <FormGroup title={t('missedRules.daysOff')} note={t('missedRules.daysOffNote')}>
        <ClosedDays dates={draft.closed} problem={problem} onChange={(closed) => setDraft({ ...draft, closed })} />
        <Trace promise={promise} member="closed" />
        <Buttons>
          <Button type="submit" variant="filled" loading={patch.isPending} disabled={clean} data-testid="missed-save">{t('staff.save')}</Button>
        </Buttons>
      </FormGroup>
    </form>
  )
}

function Trace({ promise, member }: { promise: MissedSettings; member: string }) {
  const { t } = useTranslation()
  const trace = promise.changed[member]
  return trace && <p className={classes.trace}>{t('missedRules.changedBy', { name: trace.by.name, at: moment(trace.at) })}</p>
}
