import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Plan, Today } from '../api/types'
import { useProblemWords } from '../ui/problem-words'
import { toastFailed } from '../ui/toast'
import { useUndoToast } from '../undo/undo'
import { aboutOf, currentPlan, meanwhileWords } from './plan-words'
import { applyPlan, patchPlan } from './plans'

/** Holds, cancels or plans anew by one press: seen at once, undone by the toast; says who was faster. */
export function usePlanActions() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const queries = useQueryClient()
  const undoToast = useUndoToast()
  const { mutate } = useMutation({
    mutationFn: ({ plan, status }: { plan: Plan; status: Plan['status'] }) => patchPlan(plan, { status }),
    onMutate: async ({ plan, status }) => {
      await queries.cancelQueries({ queryKey: ['plan', 'today'] })
      if (status !== 'planned') queries.setQueriesData<Today>({ queryKey: ['plan', 'today'] }, (today) => today && without(today, plan.id))
    },
    onSuccess: (plan) => undoToast(t(`planning.done.${plan.status}`, { about: aboutOf(plan, t) }), plan.undo ?? undefined),
    onError: (thrown, { plan }) => {
      const problem = Problem.of(thrown)
      const now = currentPlan(problem)
      toastFailed(now ? meanwhileWords(problem, plan, now, t) : words(problem))
    },
    onSettled: () => {
      applyPlan(queries)
      void queries.invalidateQueries({ queryKey: ['cards'] })
    },
  })
  return useMemo(
    () => ({
      hold: (plan: Plan) => mutate({ plan, status: 'held' }),
      cancel: (plan: Plan) => mutate({ plan, status: 'cancelled' }),
      planAgain: (plan: Plan) => mutate({ plan, status: 'planned' }),
    }),
    [mutate],
  )
}

const without = (today: Today, id: string): Today => ({
  ...today, overdue: today.overdue.filter((plan) => plan.id !== id), today: today.today.filter((plan) => plan.id !== id),
})
