import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { ClosingReason, MissedLine, Ref } from '../api/types'
import { useDial } from '../dial/dial'
import { useMe } from '../staff/me'
import { useProblemWords } from '../ui/problem-words'
import { toastFailed } from '../ui/toast'
import { useUndoToast } from '../undo/undo'
import { type LineChange, newestOf, patchLine, showAtOnce } from './lines'
import { callerOf } from './words'

export interface LineActions {
  dial: (line: MissedLine) => void
  /** Takes it over, or lets the own one go. */
  take: (line: MissedLine) => void
  give: (line: MissedLine, to: Ref) => void
  /** Whether one may give it to somebody else; says why not. */
  mayGive: (line: MissedLine) => boolean
  close: (line: MissedLine, reason: ClosingReason, note: string | null) => void
  reopen: (line: MissedLine) => void
}

interface Act {
  line: MissedLine
  change: LineChange
  /** What the list shows at once; null takes the line out of it. */
  shown: (line: MissedLine) => MissedLine | null
  said: string
}

/** What is done to a line by one press: seen at once, undone by the toast; says who was faster. */
export function useLineActions(): LineActions {
  const { t } = useTranslation()
  const me = useMe()
  const words = useProblemWords()
  const queries = useQueryClient()
  const undoToast = useUndoToast()
  const { mutate: dial } = useDial()
  const { mutate } = useMutation({
    // What one does is sent in the order in which it was done.
    scope: { id: 'missed' },
    mutationFn: ({ line, change }: Act) => patchLine(line, change),
    onMutate: async ({ line, shown }) => {
      await queries.cancelQueries({ queryKey: ['missed'] })
      showAtOnce(queries, line.id, shown)
    },
    onSuccess: ({ undo }, { said }) => undoToast(said, undo ?? undefined),
    onError: (thrown) => {
      const problem = Problem.of(thrown)
      toastFailed(problem.reason === 'over' ? t('missed.overMeanwhile') : problem.reason === 'stale' ? t('missed.changedMeanwhile') : problem.reason === 'not-owner' ? t('missed.notOwner') : words(problem))
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['missed'] }),
  })
  return useMemo(() => {
    const act = (act: Act) => mutate({ ...act, line: newestOf(queries, act.line) })
    const own = (line: MissedLine, owner: Ref | null, said: string) =>
      act({ line, change: { owner: owner?.id ?? null }, shown: (one) => ({ ...one, owner, version: one.version + 1 }), said })
    const self = { id: me.id, name: me.name }
    return {
      dial: (line) => line.number && dial(line.number),
      take: (line) => {
        if (line.state !== 'waiting') return
        const who = callerOf(line, t)
        if (line.owner?.id === me.id) own(line, null, t('missed.letGo', { who }))
        else own(line, self, t('missed.taken', { who }))
      },
      mayGive: (line) => {
        const may = line.owner?.id === me.id || me.role !== 'operator'
        if (!may) toastFailed(t('missed.notOwner'))
        return may
      },
      give: (line, to) => own(line, to, t('missed.given', { who: callerOf(line, t), to: to.name })),
      close: (line, reason, note) => act({ line, change: { closing: { reason, note } }, shown: () => null, said: t('missed.closed', { who: callerOf(line, t) }) }),
      reopen: (line) => act({ line, change: { closing: null }, shown: () => null, said: t('missed.reopened', { who: callerOf(line, t) }) }),
    }
  }, [mutate, queries, dial, me.id, me.name, me.role, t])
}
