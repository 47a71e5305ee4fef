import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconArrowBackUp, IconRepeat } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client'
import { Problem } from '../api/problem'
import type { Plan } from '../api/types'
import { Chip, IconButton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastDone, toastFailed } from '../ui/toast'

/** Says that a contact moved here by itself after a call without answer, and puts it back. */
export function Replanned({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const queries = useQueryClient()
  const back = useMutation({
    mutationFn: () => api.POST('/api/plan/{id}/put-back', { params: { path: { id: plan.id } }, body: { version: plan.version } }),
    onSuccess: () => toastDone(t('undo.done')),
    onError: (thrown) => toastFailed(words(Problem.of(thrown))),
    onSettled: () => queries.invalidateQueries(),
  })
  if (plan.attempt === null || plan.status !== 'planned') return null
  return (
    <>
      <Chip icon={IconRepeat}>{t('planning.replanned', { number: plan.attempt })}</Chip>
      <IconButton icon={IconArrowBackUp} label={t('undo.do')} disabled={back.isPending} onClick={() => back.mutate()} data-testid="put-back" />
    </>
  )
}
