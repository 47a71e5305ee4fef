import { useEffect, useState } from 'react'

/** What somebody has begun to write on a call; outlives a reload of the page in the middle of a talk. */
export interface Draft {
  outcome: string | null
  note: string
  next: string
  /** Typed by hand, so that choosing an outcome does not overwrite it. */
  nextTouched: boolean
  /** null is "no deal"; undefined leaves the choice to the card. */
  deal: string | null | undefined
}

const place = (callId: string) => `ringcard.draft.${callId}`

export function useDraft(callId: string, start: Draft) {
  const [draft, setDraft] = useState<Draft>(() => kept(callId) ?? start)
  const [dirty, setDirty] = useState(() => kept(callId) !== null)
  useEffect(() => {
    if (dirty) sessionStorage.setItem(place(callId), JSON.stringify(draft))
  }, [callId, draft, dirty])
  return {
    draft,
    dirty,
    change: (part: Partial<Draft>) => {
      setDirty(true)
      setDraft((before) => ({ ...before, ...part }))
    },
    forget: () => {
      setDirty(false)
      sessionStorage.removeItem(place(callId))
    },
  }
}

export const hasDraft = (callId: string) => sessionStorage.getItem(place(callId)) !== null

function kept(callId: string): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(place(callId)) ?? 'null') as Draft | null
  } catch {
    return null
  }
}
