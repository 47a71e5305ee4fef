import { IconPhone } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '../api/client'
import { Problem } from '../api/problem'
import { statusQuery } from '../api/status'
import { useMe } from '../staff/me'
import { phone } from '../ui/format'
import { IconButton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastDone, toastFailed } from '../ui/toast'

/** Click-to-call: the own phone rings first, then the number is called. */
export function useDial() {
  const { t } = useTranslation()
  const words = useProblemWords()
  return useMutation({
    mutationFn: (number: string) => body(api.POST('/api/dial', { body: { number: number.replace(/[^+0-9]/g, '') } })),
    onSuccess: ({ number, extension }) => toastDone(t('dial.ringing', { number: phone(number), extension })),
    onError: (thrown, number) => toastFailed(t('dial.failed', { number: phone(number), why: words(Problem.of(thrown)) })),
  })
}

/** Longer numbers are outside, and calls out may be stopped by an administrator. */
const LONGEST_INSIDE = 5

export function useIsStopped(): (number: string) => boolean {
  const { data: status } = useQuery(statusQuery)
  return (number) => status?.dialStopped === true && number.replace(/\D/g, '').length > LONGEST_INSIDE
}

/** The handset at the end of a row. */
export function DialButton({ number }: { number: string | null | undefined }) {
  const { t } = useTranslation()
  const me = useMe()
  const dial = useDial()
  const stopped = useIsStopped()
  if (!number) return null
  const why = !me.extension ? t('dial.noPhone') : stopped(number) ? t('dial.stopped') : null
  return (
    <IconButton icon={IconPhone} data-testid="dial" tabIndex={-1} disabled={why !== null || dial.isPending}
      label={why ?? t('dial.call', { number: phone(number) })}
      onClick={(event) => {
        event.stopPropagation()
        dial.mutate(number)
      }} />
  )
}
