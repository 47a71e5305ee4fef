import { Button } from '@mantine/core'
import { IconCopy, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onceKey } from '../api/client'
import { Problem } from '../api/problem'
import type { Pipeline } from '../api/types'
import { Buttons, FormGroup, Groups } from '../ui/Form'
import { inOwnLanguage } from '../ui/locale'
import { Pick } from '../ui/Pick'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import type { Place } from '../ui/place'
import { useProblemWords } from '../ui/problem-words'
import { toastDone } from '../ui/toast'
import classes from './pipeline.module.css'
import { pipelinesQuery, useCopyPipeline, usePatchPipeline } from './pipelines'
import { draftOf, freshStep, isWhole, patchOf } from './steps-draft'
import { GoneSteps, LabelFields, StepRows } from './StepRows'

/** Pipelines and their steps, for administrators. */
export function PipelinesSection({ item, onItem }: Place) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: pipelines, error } = useQuery(pipelinesQuery)
  if (error && !pipelines) return <Empty title={words(Problem.of(error))} />
  if (!pipelines) return <Skeleton />
  const pipeline = pipelines.find((one) => one.id === item) ?? pipelines[0]
  if (!pipeline) return <Empty title={t('pipeline.empty')} />
  return (
    <Page title={t('settings.section.pipelines')} tools={pipelines.length > 1 && (
      <Pick testid="pipeline-choice" name={t('pipeline.pipeline')} value={pipeline.id} onPick={(id) => onItem(id)}
        choices={pipelines.map((one) => ({ value: one.id, label: inOwnLanguage(one.label) }))} />
    )}>
      <Editor key={`${pipeline.id} ${pipeline.version}`} pipeline={pipeline} single={pipelines.length === 1} onItem={onItem} />
    </Page>
  )
}

function Editor({ pipeline, single, onItem }: { pipeline: Pipeline; single: boolean; onItem: (id: string | undefined) => void }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [draft, setDraft] = useState(() => draftOf(pipeline))
  const [asked, setAsked] = useState(false)
  const patch = usePatchPipeline()
  const copy = useCopyPipeline((made) => {
    toastDone(t('pipeline.copied'))
    onItem(made.id)
  })
  const save = () => {
    setAsked(true)
    if (isWhole(draft)) patch.mutate({ id: pipeline.id, ...patchOf(pipeline.version, draft) }, { onSuccess: () => toastDone(t('pipeline.saved')) })
  }
  const retire = () =>
    patch.mutate({ id: pipeline.id, version: pipeline.version, retired: true }, {
      onSuccess: () => {
        toastDone(t('pipeline.retired'))
        onItem(undefined)
      },
    })
  const again = () => copy.mutate({ label: { ru: `${pipeline.label.ru} 2`, en: `${pipeline.label.en} 2` }, steps: pipeline.steps })
  const thrown = patch.error ?? copy.error
  const problem = thrown ? Problem.of(thrown) : null
  return (
    <Groups>
      <FormGroup title={t('pipeline.pipeline')}>
        <LabelFields label={draft} asked={asked} onLabel={(label) => setDraft({ ...draft, ...label })} />
      </FormGroup>
      <FormGroup title={t('pipeline.steps')} note={t('pipeline.stepsNote')}>
        <StepRows draft={draft} asked={asked} onDraft={setDraft} />
        <Buttons>
          <Button leftSection={<IconPlus size={14} />} data-testid="step-add"
            onClick={() => setDraft({ ...draft, steps: [...draft.steps, freshStep(onceKey())] })}>{t('pipeline.addStep')}</Button>
        </Buttons>
        <GoneSteps draft={draft} onDraft={setDraft} />
        {!draft.steps.some((step) => step.kind === 'open') && <p className={classes.fault} role="alert">{t('pipeline.noOpenStep')}</p>}
        {problem && <p className={classes.fault} role="alert" data-testid="pipeline-fault">{problem.reason === 'has-deals' ? t('pipeline.hasDeals') : words(problem)}</p>}
        <Buttons>
          <Button variant="filled" loading={patch.isPending} onClick={save} data-testid="pipeline-save">{t('pipeline.save')}</Button>
          <Button onClick={() => setDraft(draftOf(pipeline))}>{t('pipeline.cancel')}</Button>
        </Buttons>
      </FormGroup>
      <FormGroup title={t('pipeline.more')} note={t('pipeline.moreNote')}>
        <Buttons>
          <Button leftSection={<IconCopy size={14} />} loading={copy.isPending} onClick={again} data-testid="pipeline-copy">{t('pipeline.copy')}</Button>
          {!single && <Button onClick={retire} data-testid="pipeline-retire">{t('pipeline.retire')}</Button>}
        </Buttons>
      </FormGroup>
    </Groups>
  )
}
