import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onceKey } from '../api/client'
import { Problem } from '../api/problem'
import type { PlanKind } from '../api/types'
import { moment } from '../ui/format'
import { useKeys } from '../ui/keys'
import { Key } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastDone } from '../ui/toast'
import { NextContact, useWhen } from './NextContact'
import classes from './NextContact.module.css'
import { useCreatePlan } from './plans'

const KINDS: PlanKind[] = ['call', 'meeting', 'letter', 'task']

/** The next contact with a client: when in one typed line, what about, and of which kind. */
export function PlanContact({ clientId }: { clientId: string }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [key, setKey] = useState<string | null>(null)
  const [kind, setKind] = useState<PlanKind>('call')
  const [line, setLine] = useState('')
  const [topic, setTopic] = useState('')
  const [asked, setAsked] = useState(false)
  const when = useWhen(line)
  const close = () => {
    setKey(null)
    setLine('')
    setTopic('')
    setAsked(false)
  }
  const create = useCreatePlan((plan) => {
    toastDone(t('planning.planned', { at: moment(plan.at) }))
    close()
  })
  const open = () => setKey((before) => before ?? onceKey())
  useKeys({ KeyP: open })
  if (key === null) {
    return <Button size="xs" mt={8} leftSection={<IconPlus size={14} />} rightSection={<Key>{t('keys.p')}</Key>} onClick={open} data-testid="new-plan">{t('planning.plan')}</Button>
  }
  const problem = create.error ? words(Problem.of(create.error)) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (when && !create.isPending) create.mutate({ key, client: clientId, at: when.at.toISOString(), kind, topic: topic.trim() || null })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    close()
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form className={classes.planContact} onSubmit={submit} onKeyDown={onKeyDown} data-testid="plan-form">
      <SegmentedControl value={kind} aria-label={t('planning.kindWhat')} onChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'call')}
        data={KINDS.map((value) => ({ value, label: t(`planning.kind.${value}`) }))} />
      <NextContact value={line} when={when} keyShown={false} autoFocus error={problem ?? (asked && !when ? t('planning.whenUnread') : null)} onChange={setLine} />
      <TextInput size="xs" value={topic} maxLength={200} aria-label={t('planning.about')} placeholder={t('planning.about')} data-testid="plan-topic" onChange={(event) => setTopic(event.currentTarget.value)} />
      <Button size="xs" type="submit" variant="filled" loading={create.isPending} data-testid="plan-create">{t('planning.doPlan')}</Button>
    </form>
  )
}
