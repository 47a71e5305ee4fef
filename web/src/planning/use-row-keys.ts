import { useMemo } from 'react'
import type { Plan } from '../api/types'
import { useDial } from '../dial/dial'
import type { RowActions } from './plan-columns'
import { usePlanActions } from './use-plan-actions'

/** D dials, H holds, X cancels, R plans anew: by the row's keys and by its buttons. */
export function useRowActions(replan: (id: string) => void) {
  const dial = useDial()
  const own = usePlanActions()
  const actions = useMemo(
    (): RowActions => ({ hold: own.hold, cancel: own.cancel, replan: (plan) => replan(plan.id) }),
    [own.hold, own.cancel, replan],
  )
  const onKey = (code: string, number: string | null | undefined, plan: Plan | undefined): boolean => {
    if (code === 'KeyD' && number) dial.mutate(number)
    else if (code === 'KeyR' && plan) actions.replan(plan)
    else if (code === 'KeyH' && plan?.status === 'planned') actions.hold(plan)
    else if (code === 'KeyX' && plan?.status === 'planned') actions.cancel(plan)
    else return false
    return true
  }
  return { actions, onKey }
}
