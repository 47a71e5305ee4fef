import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client'
import { Problem } from '../api/problem'
import type { Card } from '../api/types'
import { useProblemWords } from '../ui/problem-words'
import { toastFailed } from '../ui/toast'
import { cardsQuery, dropCard } from './cards'

/** Takes a card from the own screens at once; it comes back when the server says no. */
export function useDismiss() {
  const queries = useQueryClient()
  const words = useProblemWords()
  const { t } = useTranslation()
  return useMutation({
    mutationFn: (id: string) => api.POST('/api/cards/{id}/dismiss', { params: { path: { id } } }),
    onMutate: (id) => {
      const before = queries.getQueryData<Card[]>(cardsQuery.queryKey)
      dropCard(queries, id)
      return { before }
    },
    onError: (thrown, _id, kept) => {
      queries.setQueryData(cardsQuery.queryKey, kept?.before)
      toastFailed(t('card.dismissFailed', { why: words(Problem.of(thrown)) }))
    },
  })
}
