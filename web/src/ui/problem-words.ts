import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import { unit } from './format'

const REASONS = [
  'required', 'type', 'format', 'pattern', 'minimum', 'maximum', 'too-long', 'too-short', 'unknown', 'enum', 'stale', 'taken', 'credentials',
  'number', 'own', 'not-yours', 'missing', 'own-extension', 'country', 'not-dialable', 'undone', 'expired', 'changed', 'too-many', 'same-pipeline', 'needed',
  'stopped', 'premium', 'last-administrator', 'wrong-password', 'in-use', 'twice', 'inactive', 'from-file',
] as const
const TYPES = [
  'invalid', 'unauthenticated', 'forbidden', 'not-found', 'conflict', 'too-large', 'too-many', 'unavailable', 'offline', 'internal',
] as const

/** What was typed was made from something older; the form begins anew with what stands there now. */
export const isStale = (problem: Problem) => problem.reason === 'stale'

/** The sentence for a refusal: the most exact one that the page knows. */
export function useProblemWords(): (problem: Problem) => string {
  const { t } = useTranslation()
  return (problem) => {
    if (problem.type === 'too-many') {
      const seconds = Number(problem.params.retryAfterSeconds) || 60
      const pause = seconds < 90 ? unit(Math.ceil(seconds), 'second') : unit(Math.ceil(seconds / 60), 'minute')
      return t('problem.type.too-many', { pause })
    }
    if (problem.type === 'unavailable') {
      const { name, by } = problem.params
      if (problem.reason === 'standby' && by) return t('status.standby.down', { name: String(name), by: ` (${String(by)})` })
      if (problem.reason === 'pbx' || problem.reason === 'busy') return t(`problem.${problem.reason}`)
      return t('problem.type.unavailable')
    }
    const { by } = problem.params
    if (problem.reason === 'taken' && by !== null && typeof by === 'object' && 'name' in by) return t('problem.takenBy', { name: String(by.name) })
    const reason = problem.type === 'not-found' ? undefined : REASONS.find((known) => known === problem.reason)
    if (reason) return t(`problem.reason.${reason}`, { limit: String(problem.params.limit ?? problem.params.maximum ?? '') })
    const type = TYPES.find((known) => known === problem.type)
    return t(`problem.type.${type ?? 'internal'}`)
  }
}
