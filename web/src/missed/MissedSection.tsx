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
import classes from './missed.module.css'
import { promiseQuery, usePatchPromise } from './rules'

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
  const [draft, setDraft] = useState({ minutes: String(promise.minutes), days: String(promise.days) })
  const patch = usePatchPromise()
  const problem = patch.error ? Problem.of(patch.error) : null
  const clean = MEMBERS.every((member) => draft[member] === String(promise[member]))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (clean) return
    patch.mutate({ version: promise.version, minutes: Number(draft.minutes), days: Number(draft.days) }, {
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
              error={problem?.field === `missed.${member}` ? words(problem) : null} onChange={(event) => setDraft({ ...draft, [member]: event.currentTarget.value.replace(/\D/g, '') })} />
            {promise.changed[member] && <p className={classes.trace}>{t('missedRules.changedBy', { name: promise.changed[member].by.name, at: moment(promise.changed[member].at) })}</p>}
          </div>
        ))}
        <Buttons>
          <Button type="submit" variant="filled" loading={patch.isPending} disabled={clean} data-testid="missed-save">{t('staff.save')}</Button>
        </Buttons>
      </FormGroup>
    </form>
  )
}
