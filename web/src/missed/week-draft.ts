import type { MissedSettings } from '../api/types'

/** A day as it is typed; its hours stay while nobody works on it. */
export interface DayDraft {
  open: boolean
  from: string
  to: string
}

const USUAL = { from: '09:00', to: '18:00' }

export const weekDraftOf = ({ week }: Pick<MissedSettings, 'week'>): DayDraft[] =>
  week.map((day) => ({ open: day !== null, ...(day ?? USUAL) }))

/** 9, 930 and 9.30 are times as well; what is none the server names. */
export function timeOf(text: string): string {
  const typed = /^\s*(\d{1,2})(?:[:.\s]?(\d{2}))?\s*$/.exec(text)
  return typed ? `${typed[1]!.padStart(2, '0')}:${typed[2] ?? '00'}` : text.trim()
}

export const weekOf = (draft: DayDraft[]): MissedSettings['week'] =>
  draft.map(({ open, from, to }) => (open ? { from: timeOf(from), to: timeOf(to) } : null))
