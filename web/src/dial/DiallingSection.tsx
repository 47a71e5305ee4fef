import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconPhoneCall, IconPhoneOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { DiallingSettings } from '../api/types'
import { moment } from '../ui/format'
import { Buttons, FormGroup, Groups, Line } from '../ui/Form'
import { Chip, Empty, Page, Skeleton } from '../ui/Pieces'
import { isStale, useProblemWords } from '../ui/problem-words'
import { toastDone, toastFailed } from '../ui/toast'
import { Prefixes } from './Prefixes'
import { rulesQuery, usePatchRules } from './rules'
import { draftOf, rulesOf } from './rules-draft'
import classes from './dial.module.css'

/** What may be called from the page, by how many, and the switch that stops it all. */
export function DiallingSection() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: rules, error, refetch } = useQuery(rulesQuery)
  return (
    <Page title={t('settings.section.dialling')}>
      {error ? <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
        : !rules ? <Skeleton />
          : (
            <Groups>
              <StopSwitch rules={rules} />
              <RulesForm key={rules.version} rules={rules} />
            </Groups>
          )}
    </Page>
  )
}

function StopSwitch({ rules }: { rules: DiallingSettings }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const patch = usePatchRules()
  const stop = rules.changed.stopped
  const change = () => patch.mutate({ version: rules.version, stopped: !rules.stopped }, { onError: (thrown) => toastFailed(words(Problem.of(thrown))) })
  return (
    <FormGroup title={t('dial.outgoing')} note={t('dial.outgoingNote')}>
      <div className={classes.stop} data-stopped={rules.stopped || undefined} data-testid="dial-stop">
        <span>
          {rules.stopped ? <Chip tone="overdue" icon={IconPhoneOff}>{t('dial.isStopped')}</Chip> : <Chip tone="done" icon={IconPhoneCall}>{t('dial.isOpen')}</Chip>}
          {stop && <small>{t(rules.stopped ? 'dial.stoppedBy' : 'dial.openedBy', { name: stop.by.name, at: moment(stop.at) })}</small>}
        </span>
        <Button variant={rules.stopped ? 'filled' : 'default'} loading={patch.isPending} onClick={change} data-testid="dial-stop-switch">{t(rules.stopped ? 'dial.open' : 'dial.stop')}</Button>
      </div>
    </FormGroup>
  )
}

function RulesForm({ rules }: { rules: DiallingSettings }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [draft, setDraft] = useState(() => draftOf(rules))
  const patch = usePatchRules()
  const problem = patch.error ? Problem.of(patch.error) : null
  const wrong = (field: string) => (problem?.field?.startsWith(`dialling.${field}`) ? words(problem) : null)
  const clean = JSON.stringify(rulesOf(draft)) === JSON.stringify(rulesOf(draftOf(rules)))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (clean) return
    patch.mutate({ version: rules.version, ...rulesOf(draft) }, {
      onSuccess: () => toastDone(t('dial.saved')),
      onError: (thrown) => isStale(Problem.of(thrown)) && toastFailed(words(Problem.of(thrown))),
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <FormGroup title={t('dial.where')} note={t('dial.whereNote')}>
        <TextInput label={t('dial.countries')} description={t('dial.countriesNote')} placeholder={t('dial.everywhere')} value={draft.countries} inputMode="tel" autoComplete="off"
          data-testid="dial-countries" error={wrong('countries')} onChange={(event) => setDraft({ ...draft, countries: event.currentTarget.value })} />
        <Trace rules={rules} member="countries" />
        <Line label={t('dial.premium')} note={t('dial.premiumNote')}>
          <SegmentedControl aria-label={t('dial.premium')} value={draft.premium ? 'yes' : 'no'} data-testid="dial-premium" onChange={(value) => setDraft({ ...draft, premium: value === 'yes' })}
            data={[{ value: 'no', label: t('dial.no') }, { value: 'yes', label: t('dial.yes') }]} />
        </Line>
        <Trace rules={rules} member="premium" />
      </FormGroup>
      <FormGroup title={t('dial.measure')}>
        <TextInput label={t('dial.perMinute')} description={t('dial.perMinuteNote')} value={draft.perMinute} inputMode="numeric" maxLength={3} w={240} data-testid="dial-per-minute"
          error={wrong('perMinute')} onChange={(event) => setDraft({ ...draft, perMinute: event.currentTarget.value.replace(/\D/g, '') })} />
        <Trace rules={rules} member="perMinute" />
      </FormGroup>
      <FormGroup title={t('dial.prefixes')} note={t('dial.prefixesNote')}>
        <Prefixes prefixes={draft.prefixes} onChange={(prefixes) => setDraft({ ...draft, prefixes })} />
        {wrong('prefixes') && <p className={classes.wrong} role="alert">{wrong('prefixes')}</p>}
        <Trace rules={rules} member="prefixes" />
        {problem && !['countries', 'perMinute', 'prefixes'].some(wrong) && <p className={classes.wrong} role="alert">{words(problem)}</p>}
        <Buttons>
          <Button type="submit" variant="filled" loading={patch.isPending} disabled={clean} data-testid="dial-save">{t('staff.save')}</Button>
          {!clean && <Button onClick={() => setDraft(draftOf(rules))}>{t('staff.revert')}</Button>}
        </Buttons>
      </FormGroup>
    </form>
  )
}

/** Who changed this last. */
function Trace({ rules, member }: { rules: DiallingSettings; member: string }) {
  const { t } = useTranslation()
  const change = rules.changed[member]
  return change ? <p className={classes.trace}>{t('dial.changedBy', { name: change.by.name, at: moment(change.at) })}</p> : null
}
