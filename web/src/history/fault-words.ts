import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import { useProblemWords } from '../ui/problem-words'

const FAULTS = [
  'unknownHost', 'refused', 'unreachable', 'denied', 'noDatabase', 'forbidden', 'noTables', 'noPath', 'noFiles', 'unreadable', 'address', 'password', 'csv', 'busy',
  'ownDatabase', 'internal',
] as const

/** What an import's source is refused with, in the words of somebody who has to put it right. */
export function useFaultWords() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const ofReason = (reason: string | null | undefined) => {
    const known = FAULTS.find((one) => one === reason)
    return known && t(`history.fault.${known}`)
  }
  return { ofReason, of: (problem: Problem) => ofReason(problem.reason) ?? words(problem) }
}
