import { zone } from './locale'

/** What a clock on the wall of the installation shows. Months count from 1, weekdays from Monday as 1. */
export interface Wall {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  weekday: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zoneName: string) {
  let found = formatters.get(zoneName)
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      timeZone: zoneName, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric',
      hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
    formatters.set(zoneName, found)
  }
  return found
}

export function wallOf(moment: Date | number, zoneName = zone()): Wall {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatter(zoneName).formatToParts(moment)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts
  const sunday0 = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  return { year, month, day, hour, minute, weekday: sunday0 === 0 ? 7 : sunday0 }
}

/** The moment at which that clock shows this; days beyond the month's end carry over. */
export function momentOf(
  wall: Pick<Wall, 'year' | 'month' | 'day'> & { hour?: number; minute?: number },
  zoneName = zone(),
): Date {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour ?? 0, wall.minute ?? 0)
  let guess = asUtc
  // Twice, because the first guess may lie on the other side of a change of the clocks.
  for (let i = 0; i < 2; i++) {
    const seen = wallOf(guess, zoneName)
    guess += asUtc - Date.UTC(seen.year, seen.month - 1, seen.day, seen.hour, seen.minute)
  }
  return new Date(guess)
}

/** A day as an address holds it: 2026-11-25. */
export function dayText(moment: Date | number): string {
  const { year, month, day } = wallOf(moment)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The first moment of a day given as 2026-11-25, or of the day that many days later; null for anything else. */
export function dayStart(text: string | undefined, plusDays = 0): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '')
  if (!match) return null
  return momentOf({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) + plusDays })
}

/** Whole days of the wall calendar between two moments. */
export function daysBetween(earlier: Date | number, later: Date | number): number {
  const a = wallOf(earlier)
  const b = wallOf(later)
  return Math.round((Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / 86_400_000)
}
