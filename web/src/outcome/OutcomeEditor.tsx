import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Outcome, OutcomePatch, Pipeline } from '../api/types'
import { pipelinesQuery } from '../pipeline/pipelines'
import { RuleFields } from '../planning/RuleFields'
import { Line } from '../ui/Form'
import { LabelFields } from '../ui/LabelFields'
import { inOwnLanguage } from '../ui/locale'
import { ColorChoice } from './ColorChoice'
import classes from './OutcomesSection.module.css'

const KEYS = Array.from({ length: 9 }, (_, i) => String(i + 1))
type Meaning = 'plain' | 'refusal' | 'noAnswer'

interface OutcomeEditorProps {
  outcome: Outcome
  /** Keys of the other outcomes. */
  taken: number[]
  onChange: (part: Omit<OutcomePatch, 'version'>) => void
}

/** One outcome with its rule; every choice is saved at once. */
export function OutcomeEditor({ outcome, taken, onChange }: OutcomeEditorProps) {
  const { t } = useTranslation()
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  const meaning: Meaning = outcome.refusal ? 'refusal' : outcome.noAnswer ? 'noAnswer' : 'plain'
  return (
    <div className={classes.editor} data-testid="outcome-editor">
      <Line label={t('outcome.set.label')}><LabelFields key={outcome.version} label={outcome.label} onLabel={(label) => onChange({ label })} /></Line>
      <Line label={t('outcome.set.color')}><ColorChoice value={outcome.color} onColor={(color) => onChange({ color })} /></Line>
      <Line label={t('outcome.set.key')}>
        <NativeSelect size="xs" aria-label={t('outcome.set.key')} value={String(outcome.key ?? '')} data-testid="outcome-key"
          data={[{ value: '', label: t('outcome.set.noKey') }, ...KEYS.filter((key) => !taken.includes(Number(key)))]}
          onChange={(event) => onChange({ key: event.currentTarget.value === '' ? null : Number(event.currentTarget.value) })} />
      </Line>
      <Line label={t('outcome.set.meaning')} note={meaning !== 'plain' && t(`outcome.set.note.${meaning}`)}>
        <SegmentedControl aria-label={t('outcome.set.meaning')} value={meaning}
          onChange={(chosen) => onChange({ refusal: chosen === 'refusal', noAnswer: chosen === 'noAnswer' })}
          data={(['plain', 'refusal', 'noAnswer'] as const).map((value) => ({ value, label: t(`outcome.set.${value}`) }))} />
      </Line>
      {pipelines.map((pipeline) => <StepChoice key={pipeline.id} pipeline={pipeline} many={pipelines.length > 1} outcome={outcome} onChange={onChange} />)}
      {meaning !== 'noAnswer' && (
        <Line label={t('outcome.set.next')} note={outcome.next && t('outcome.set.topicNote')}>
          <RuleFields rule={outcome.next} none={t('outcome.set.noNext')} onRule={(next) => onChange({ next })} />
        </Line>
      )}
    </div>
  )
}

function StepChoice({ pipeline, many, outcome, onChange }: Pick<OutcomeEditorProps, 'outcome' | 'onChange'> & { pipeline: Pipeline; many: boolean }) {
  const { t } = useTranslation()
  const own = pipeline.steps.map((step) => step.id)
  const chosen = outcome.steps.find((step) => own.includes(step)) ?? ''
  const label = many ? t('outcome.set.stepIn', { pipeline: inOwnLanguage(pipeline.label) }) : t('outcome.set.step')
  const choose = (step: string) => onChange({ steps: [...outcome.steps.filter((one) => !own.includes(one)), ...(step ? [step] : [])] })
  return (
    <Line label={label}>
      <NativeSelect size="xs" aria-label={label} value={chosen} data-testid="outcome-step" onChange={(event) => choose(event.currentTarget.value)}
        data={[{ value: '', label: t('outcome.set.noStep') }, ...pipeline.steps.map((step) => ({ value: step.id, label: inOwnLanguage(step.label) }))]} />
    </Line>
  )
}
