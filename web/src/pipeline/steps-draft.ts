import type { Pipeline, PipelinePatch, Step } from '../api/types'

/** A step as it is being written; `key` holds it together before it has an id. */
export interface StepDraft {
  key: string
  id?: string
  ru: string
  en: string
  color: number
  kind: Step['kind']
}

export interface PipelineDraft {
  ru: string
  en: string
  steps: StepDraft[]
  /** Steps taken out, and where their deals go. */
  gone: { step: StepDraft; to: string }[]
}

export const draftOf = ({ label, steps }: Pipeline): PipelineDraft => ({
  ...label,
  steps: steps.map((step) => ({ key: step.id, id: step.id, ...step.label, color: step.color, kind: step.kind })),
  gone: [],
})

export function moved(steps: StepDraft[], from: number, to: number): StepDraft[] {
  const rest = [...steps]
  const [step] = rest.splice(from, 1)
  if (!step || to < 0 || to > rest.length) return steps
  rest.splice(to, 0, step)
  return rest
}

/** Takes a step out; a saved one asks where its deals go, by itself the step before it. */
export function without(draft: PipelineDraft, key: string): PipelineDraft {
  const at = draft.steps.findIndex((step) => step.key === key)
  const step = draft.steps[at]
  if (!step) return draft
  const steps = draft.steps.filter((one) => one !== step)
  const saved = steps.filter((one) => one.id)
  const to = (steps.slice(0, at).reverse().find((one) => one.id) ?? saved[0])?.id
  const gone = draft.gone.map((one) => (one.to === step.id ? { ...one, to: to ?? '' } : one))
  return { ...draft, steps, gone: step.id && to ? [...gone, { step, to }] : gone }
}

export const freshStep = (key: string): StepDraft => ({ key, ru: '', en: '', color: 1, kind: 'open' })

export const isWhole = ({ ru, en, steps }: PipelineDraft) =>
  [ru, en, ...steps.flatMap((step) => [step.ru, step.en])].every((word) => word.trim() !== '') && steps.some((step) => step.kind === 'open')

export const patchOf = (version: number, draft: PipelineDraft): PipelinePatch => ({
  version,
  label: { ru: draft.ru.trim(), en: draft.en.trim() },
  steps: draft.steps.map(({ id, ru, en, color, kind }) => ({ ...(id && { id }), label: { ru: ru.trim(), en: en.trim() }, color, kind })),
  moved: Object.fromEntries(draft.gone.map(({ step, to }) => [step.id ?? '', to])),
})
