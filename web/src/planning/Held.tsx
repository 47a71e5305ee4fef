import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCalendarCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plan } from '../api/types'
import { useMe } from '../staff/me'
import { toastOffer } from '../ui/toast'
import classes from './plan.module.css'
import { aboutOf } from './plan-words'
import { heldQuery } from './plans'
import { usePlanActions } from './use-plan-actions'

/** On the card of a call: the planned contact that its talk closed, and the way back. */
export function HeldByCall({ plan }: { plan: Plan | null | undefined }) {
  const { t } = useTranslation()
  const { planAgain } = usePlanActions()
  if (!plan) return null
  return (
    <p className={classes.held} data-testid="held-by-call">
      <IconCalendarCheck size={16} stroke={1.75} aria-hidden="true" />
      <span>{t('planning.closedByTalk', { about: aboutOf(plan, t) })}</span>
      <Button size="compact-sm" leftSection={<IconArrowBackUp size={14} />} onClick={() => planAgain(plan)} data-testid="held-undo">{t('undo.do')}</Button>
    </p>
  )
}

/** Tells the one whose contact a talk has just closed; a toast, because the row is gone from the list. */
export function useHeldNotice() {
  const { t } = useTranslation()
  const me = useMe()
  const queries = useQueryClient()
  const { planAgain } = usePlanActions()
  const { data: held } = useQuery(heldQuery)
  useEffect(() => {
    if (!held) return
    queries.setQueryData(heldQuery.queryKey, null)
    if (held.assignee.id === me.id) toastOffer(t('planning.closedByTalk', { about: aboutOf(held, t) }), t('undo.do'), () => planAgain(held))
  }, [held, me.id, queries, planAgain, t])
}
