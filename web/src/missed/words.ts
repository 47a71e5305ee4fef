import type { TFunction } from 'i18next'
import type { ClosingReason, MissedLine } from '../api/types'
import { firmOf } from '../client/ClientName'
import { duration, phone, unit } from '../ui/format'

export const REASONS: ClosingReason[] = ['served', 'written', 'wrongNumber', 'spam', 'other']

export const callerOf = (line: MissedLine, t: TFunction): string =>
  line.client ? firmOf(line.client) : line.number ? phone(line.number) : t('missed.withheldOne')

/** How the last call was lost. */
export function lostWord({ result, waitSeconds }: Pick<MissedLine, 'result' | 'waitSeconds'>, t: TFunction): string {
  if (result === 'abandoned' && waitSeconds) return t('missed.lost.waited', { length: duration(waitSeconds) })
  switch (result) {
    case 'abandoned':
      return t('missed.lost.abandoned')
    case 'busy':
      return t('missed.lost.busy')
    case 'failed':
      return t('missed.lost.failed')
    case 'voicemail':
      return t('missed.lost.voicemail')
    case 'no_answer':
    case 'answered':
      return t('missed.lost.noAnswer')
  }
}

/** How a line ended. */
export function overWord({ talk, closing }: Pick<MissedLine, 'talk' | 'closing'>, t: TFunction): string {
  if (closing) return t(`missed.reason.${closing.reason}`)
  if (!talk) return ''
  if (talk.seconds === null) return t('missed.talking')
  const length = duration(talk.seconds)
  return t(talk.direction === 'outbound' ? 'missed.reached' : 'missed.calledAgain', { length })
}

/** Whole minutes in words, hours from two on, days from two on. */
export function span(millis: number): string {
  const minutes = Math.max(0, Math.round(millis / 60_000))
  if (minutes < 120) return unit(minutes, 'minute')
  return minutes < 48 * 60 ? unit(Math.round(minutes / 60), 'hour') : unit(Math.round(minutes / 1440), 'day', 'long')
}
