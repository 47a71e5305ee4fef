import { zone } from '../ui/locale'
import { momentOf } from '../ui/zone'

const STAMP = /(?<!\d)(20\d\d)(\d\d)(\d\d)[-_T]?(\d\d)(\d\d)(\d\d)(?!\d)/
const MINUTE = 60_000
const HALF_HOUR = 30 * MINUTE
const NEAR = 2 * MINUTE
const FARTHEST = 14 * 60 * MINUTE

/** The clock by which a file was named, and the moment that it means. */
export interface Stamp {
  /** UTC, UTC+3. */
  clock: string
  at: number
}

/**
 * The time in a file's name, where it is by another clock than the house's.
 *
 * @param from when the call began
 * @param to when the file was told
 */
export function foreignStamp(file: string, from: string, to: string): Stamp | null {
  const found = STAMP.exec(file)?.slice(1).map(Number)
  if (!found) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
  const first = Date.parse(from) - NEAR
  const isThen = (at: number) => at >= first && at <= Date.parse(to) + NEAR
  const house = momentOf({ year, month, day, hour, minute }, zone()).getTime() + second * 1000
  const utc = Date.UTC(year, month - 1, day, hour, minute, second)
  const offset = Math.floor((utc - first) / HALF_HOUR) * HALF_HOUR
  if (isThen(house) || !isThen(utc - offset) || Math.abs(offset) > FARTHEST) return null
  return { clock: clockName(offset / MINUTE), at: utc - offset }
}

function clockName(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const rest = Math.abs(minutes) % 60
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(Math.abs(minutes) / 60)}${rest === 0 ? '' : `:${rest}`}`
}
