import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '../api/client'
import { Problem } from '../api/problem'
import { useProblemWords } from '../ui/problem-words'
import { toastDone, toastFailed, toastOffer } from '../ui/toast'

/**
 * Shows that something was done, with "undo" when the server gave a token for it. What is on the screen is read again
 * afterwards, whichever room it belongs to.
 */
export function useUndoToast(): (message: string, token: string | undefined) => void {
  const { t } = useTranslation()
  const words = useProblemWords()
  const queries = useQueryClient()
  const takeBack = async (token: string) => {
    try {
      const { left } = await body(api.POST('/api/undo/{token}', { params: { path: { token } } }))
      toastDone(t(left.length > 0 ? 'undo.doneLeft' : 'undo.done'))
    } catch (thrown) {
      toastFailed(words(Problem.of(thrown)))
    } finally {
      void queries.invalidateQueries()
    }
  }
  return (message, token) => {
    if (token) toastOffer(message, t('undo.do'), () => void takeBack(token))
    else toastDone(message)
  }
}
