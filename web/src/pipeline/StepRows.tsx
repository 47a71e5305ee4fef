import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { NativeSelect, Popover, TextInput } from '@mantine/core'
import { IconGripVertical, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Label } from '../api/types'
import { inOwnLanguage } from '../ui/locale'
import { IconButton, solid } from '../ui/Pieces'
import classes from './pipeline.module.css'
import { moved, type PipelineDraft, type StepDraft, without } from './steps-draft'

const COLORS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const
const KINDS: StepDraft['kind'][] = ['open', 'won', 'lost']
const MOST_LETTERS = 40

interface DraftProps {
  draft: PipelineDraft
  onDraft: (draft: PipelineDraft) => void
}

export function LabelFields({ label, asked, onLabel }: { label: Label; asked: boolean; onLabel: (label: Label) => void }) {
  const { t } = useTranslation()
  const { ru, en } = label
  return (
    <div className={classes.two}>
      <TextInput size="xs" label={t('frame.russian')} value={ru} maxLength={MOST_LETTERS} error={asked && !ru.trim() && t('problem.reason.required')} data-testid="pipeline-ru"
        onChange={(event) => onLabel({ ru: event.currentTarget.value, en })} />
      <TextInput size="xs" label={t('frame.english')} value={en} maxLength={MOST_LETTERS} error={asked && !en.trim() && t('problem.reason.required')} data-testid="pipeline-en"
        onChange={(event) => onLabel({ ru, en: event.currentTarget.value })} />
    </div>
  )
}

/** The steps in their order: dragged by the grip, or moved by arrows while it has the focus. */
export function StepRows({ draft, asked, onDraft }: DraftProps & { asked: boolean }) {
  const { t } = useTranslation()
  const move = (key: string, to: number) => onDraft({ ...draft, steps: moved(draft.steps, draft.steps.findIndex((step) => step.key === key), to) })
  return (
    <div className={classes.steps} role="list" aria-label={t('pipeline.steps')}>
      {draft.steps.map((step, place) => (
        <StepRow key={step.key} step={step} place={place} asked={asked} onMove={move} onRemove={() => onDraft(without(draft, step.key))}
          onStep={(part) => onDraft({ ...draft, steps: draft.steps.map((one) => (one.key === step.key ? { ...one, ...part } : one)) })} />
      ))}
    </div>
  )
}

interface StepRowProps {
  step: StepDraft
  place: number
  asked: boolean
  onMove: (key: string, to: number) => void
  onStep: (part: Partial<StepDraft>) => void
  onRemove: () => void
}

function StepRow({ step, place, asked, onMove, onStep, onRemove }: StepRowProps) {
  const { t } = useTranslation()
  const row = useRef<HTMLDivElement>(null)
  const grip = useRef<HTMLButtonElement>(null)
  const [over, setOver] = useState(false)
  const current = useRef({ place, onMove })
  useEffect(() => {
    current.current = { place, onMove }
  })
  useEffect(() => {
    if (!row.current || !grip.current) return
    return combine(
      draggable({ element: row.current, dragHandle: grip.current, getInitialData: () => ({ step: step.key }) }),
      dropTargetForElements({
        element: row.current,
        canDrop: ({ source }) => 'step' in source.data && source.data.step !== step.key,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false)
          current.current.onMove(source.data.step as string, current.current.place)
        },
      }),
    )
  }, [step.key])
  const name = inOwnLanguage(step) || t('pipeline.newStep')
  const empty = (word: string) => asked && word.trim() === '' && t('problem.reason.required')
  return (
    <div ref={row} role="listitem" className={classes.stepRow} data-testid="step-row" data-id={step.id} data-before={over || undefined}>
      <button ref={grip} type="button" className={classes.grip} aria-label={t('pipeline.moveStep', { step: name })} data-testid="step-grip"
        onKeyDown={(event) => {
          const way = { ArrowUp: -1, ArrowDown: 1 }[event.code]
          if (!way) return
          event.preventDefault()
          onMove(step.key, place + way)
        }}>
        <IconGripVertical size={14} aria-hidden="true" />
      </button>
      <ColorChoice color={step.color} name={name} onColor={(color) => onStep({ color })} />
      <TextInput size="xs" aria-label={`${t('frame.russian')}: ${name}`} placeholder={t('frame.russian')} value={step.ru} maxLength={MOST_LETTERS} error={empty(step.ru)} data-testid="step-ru"
        onChange={(event) => onStep({ ru: event.currentTarget.value })} />
      <TextInput size="xs" aria-label={`${t('frame.english')}: ${name}`} placeholder={t('frame.english')} value={step.en} maxLength={MOST_LETTERS} error={empty(step.en)} data-testid="step-en"
        onChange={(event) => onStep({ en: event.currentTarget.value })} />
      <NativeSelect size="xs" aria-label={`${t('pipeline.kindOf')}: ${name}`} value={step.kind} data-testid="step-kind" data={KINDS.map((kind) => ({ value: kind, label: t(`pipeline.kind.${kind}`) }))}
        onChange={(event) => onStep({ kind: KINDS.find((kind) => kind === event.currentTarget.value) ?? 'open' })} />
      <IconButton icon={IconX} label={t('pipeline.removeStep', { step: name })} onClick={onRemove} data-testid="step-remove" />
    </div>
  )
}

/** One of the ten colours; no free choice, so that they stay apart for every eye. */
function ColorChoice({ color, name, onColor }: { color: number; name: string; onColor: (color: number) => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.swatch} aria-label={`${t('pipeline.color')}: ${name}`} onClick={() => setOpen(!open)} data-testid="step-color">
          <i style={{ background: solid(color) }} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.palette} role="group" aria-label={t('pipeline.color')}>
          {COLORS.map((one) => (
            <button key={one} type="button" aria-pressed={one === color} aria-label={t(`pipeline.colors.c${one}`)} title={t(`pipeline.colors.c${one}`)} data-color={one}
              onClick={() => {
                onColor(one)
                setOpen(false)
              }}>
              <i style={{ background: solid(one) }} aria-hidden="true" />
            </button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Where the deals of the steps go that are taken out. */
export function GoneSteps({ draft, onDraft }: DraftProps) {
  const { t } = useTranslation()
  const choices = draft.steps.filter((step) => step.id).map((step) => ({ value: step.id ?? '', label: inOwnLanguage(step) }))
  return draft.gone.map(({ step, to }) => (
    <NativeSelect key={step.key} size="xs" label={t('pipeline.dealsGo', { step: inOwnLanguage(step) })} value={to} data={choices} data-testid="step-gone"
      onChange={(event) => {
        const target = event.currentTarget.value
        onDraft({ ...draft, gone: draft.gone.map((one) => (one.step.key === step.key ? { ...one, to: target } : one)) })
      }} />
  ))
}
