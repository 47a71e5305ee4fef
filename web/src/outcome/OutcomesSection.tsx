import { Button, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconChevronDown, IconChevronRight, IconEye, IconEyeOff, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Outcome, OutcomePatch } from '../api/types'
import { PersistenceGroup } from '../planning/PersistenceGroup'
import { Groups } from '../ui/Form'
import { inOwnLanguage } from '../ui/locale'
import type { Place } from '../ui/place'
import { Chip, ColorChip, Empty, IconButton, Key, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { SortableRows } from '../ui/SortableRows'
import { toastFailed } from '../ui/toast'
import { catalogueQuery, useCatalogueChanges } from './catalogue'
import { OutcomeEditor } from './OutcomeEditor'
import classes from './OutcomesSection.module.css'
import { useOutcomeRule } from './outcome-rule'

/** The catalogue of outcomes with their rules, and how long we go on with a client. */
export function OutcomesSection({ item, onItem }: Place) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: catalogue, error } = useQuery(catalogueQuery)
  const { change, order } = useCatalogueChanges()
  const onError = (thrown: unknown) => toastFailed(words(Problem.of(thrown)))
  const taken = (but: Outcome) => (catalogue ?? []).flatMap((one) => (one.active && one.id !== but.id && one.key ? [one.key] : []))
  const onChange = (outcome: Outcome, part: Omit<OutcomePatch, 'version'>) => change.mutate({ outcome, part }, { onError })
  return (
    <Page title={t('settings.section.outcomes')} note={t('outcome.set.head')}>
      {error ? <Empty title={words(Problem.of(error))} /> : !catalogue ? <Skeleton /> : (
        <Groups>
          <div className={classes.list}>
            <SortableRows items={catalogue} label={t('settings.section.outcomes')} onOrder={(ids) => order.mutate(ids, { onError })}>
              {(outcome) => (
                <OutcomeLine outcome={outcome} open={outcome.id === item} taken={taken(outcome)} onOpen={() => onItem(outcome.id === item ? undefined : outcome.id)}
                  onChange={(part) => onChange(outcome, part)} />
              )}
            </SortableRows>
            <NewOutcome onAdded={onItem} />
          </div>
          <PersistenceGroup />
        </Groups>
      )}
    </Page>
  )
}

interface OutcomeLineProps {
  outcome: Outcome
  open: boolean
  taken: number[]
  onOpen: () => void
  onChange: (part: Omit<OutcomePatch, 'version'>) => void
}

function OutcomeLine({ outcome, open, taken, onOpen, onChange }: OutcomeLineProps) {
  const { t } = useTranslation()
  const rule = useOutcomeRule()
  const { active, key } = outcome
  // Coming back, it takes its key only when nobody else has it by now.
  const show = () => onChange({ active: !active, ...(!active && key !== null && taken.includes(key) && { key: null }) })
  return (
    <div className={classes.outcome} data-off={!active || undefined} data-testid="outcome-row" data-id={outcome.id}>
      <div className={classes.line}>
        <button type="button" className={classes.open} aria-expanded={open} onClick={onOpen} data-testid="outcome-open">
          {open ? <IconChevronDown size={14} stroke={1.75} aria-hidden="true" /> : <IconChevronRight size={14} stroke={1.75} aria-hidden="true" />}
          <span className={classes.cap}>{key && active ? <Key>{key}</Key> : null}</span>
          <ColorChip color={outcome.color}>{inOwnLanguage(outcome.label)}</ColorChip>
          <span className={classes.rule}>{rule(outcome)}</span>
        </button>
        {!active && <Chip>{t('book.off')}</Chip>}
        <IconButton icon={active ? IconEyeOff : IconEye} label={t(active ? 'book.hide' : 'book.show')} onClick={show} />
      </div>
      {outcome.retired.length > 0 && (
        <p className={classes.retired} data-testid="rule-retired">
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
          {t('outcome.set.retired', { steps: outcome.retired.map(inOwnLanguage).join(', '), count: outcome.retired.length })}
          <Button size="compact-xs" onClick={() => onChange({ steps: outcome.steps })} data-testid="rule-retired-drop">{t('outcome.set.dropRetired')}</Button>
        </p>
      )}
      {open && <OutcomeEditor outcome={outcome} taken={taken} onChange={onChange} />}
    </div>
  )
}

function NewOutcome({ onAdded }: { onAdded: (id: string) => void }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { add } = useCatalogueChanges()
  const [name, setName] = useState('')
  const save = (event: FormEvent) => {
    event.preventDefault()
    const typed = name.trim()
    if (typed === '') return
    add.mutate({ ru: typed, en: typed }, {
      onSuccess: (created) => {
        setName('')
        onAdded(created.id)
      },
    })
  }
  return (
    <form className={classes.add} onSubmit={save}>
      <TextInput size="xs" aria-label={t('outcome.set.new')} placeholder={t('outcome.set.new')} value={name} maxLength={60} data-testid="new-outcome"
        onChange={(event) => setName(event.currentTarget.value)} error={add.error && words(Problem.of(add.error))} />
      <Button type="submit" loading={add.isPending} leftSection={<IconPlus size={16} stroke={1.75} />}>{t('book.add')}</Button>
    </form>
  )
}
