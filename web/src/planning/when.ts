import { type Wall, momentOf, wallOf } from '../ui/zone'
import words from './when-words.json'

/** What a typed line says about the next contact: when, and about what (the words that are no date). */
export interface When {
  at: Date
  topic: string | null
}

/** A day without a time means the working morning. */
export const MORNING = 10
const FIVE_MINUTES = 5 * 60_000

type Unit = keyof typeof words.units
interface Found {
  date?: { year: number; month: number; day: number }
  weekday?: number
  months?: number
  hour?: number
  minute?: number
  later?: number
}

/**
 * Reads one line in Russian or English, whichever language the page has: "завтра 10:00", "in 3 days", "через 3 дня 15:30",
 * "fri 14:00", "26.11 в 9 показать макет". Null when it names no time.
 */
export function parseWhen(line: string, now: Date, zoneName?: string): When | null {
  const tokens = line.trim().split(/[\s,]+/).filter(Boolean)
  const today = wallOf(now, zoneName)
  const found: Found = {}
  const rest: string[] = []
  for (let i = 0; i < tokens.length; ) {
    const used = read(tokens.slice(i), found, today, now)
    if (used === 0) rest.push(tokens[i]!)
    i += Math.max(1, used)
  }
  const at = resolve(found, today, now, zoneName)
  return at && { at, topic: rest.length > 0 ? rest.join(' ') : null }
}

/** Reads the words at the front into what was found; the number of words that it understood. */
function read(tokens: string[], found: Found, today: Wall, now: Date): number {
  const [first = '', second = ''] = tokens.map((token) => token.toLowerCase())
  if (words.in.includes(first)) return readSpan(tokens, found, today, now)
  if (words.link.includes(first)) {
    const hour = found.hour === undefined && /^\d{1,2}$/.test(second) && !isMonth(tokens[2]) ? Number(second) : NaN
    if (hour < 24) {
      found.hour = hour
      return 2
    }
    const used = tokens.length > 1 ? read(tokens.slice(1), found, today, now) : 0
    return used === 0 ? 0 : used + 1
  }
  return readDay(first, found, today) || readDate(first, second, found, today) || readTime(first, found) || 0
}

function readSpan(tokens: string[], found: Found, today: Wall, now: Date): number {
  const [, second = '', third = ''] = tokens.map((token) => token.toLowerCase())
  if (words.halfHour.includes(second)) {
    found.later = now.getTime() + 30 * 60_000
    return 2
  }
  const joined = /^(\d{1,3})(\p{L}+)$/u.exec(second)
  const bare = unitOf(second)
  const number = joined ? Number(joined[1]) : /^\d{1,3}$/.test(second) ? Number(second) : words.one.includes(second) || bare ? 1 : NaN
  const unit = joined ? unitOf(joined[2]!) : (bare ?? unitOf(third))
  if (Number.isNaN(number) || !unit) return 0
  if (unit === 'minute' || unit === 'hour') found.later = now.getTime() + number * (unit === 'hour' ? 3_600_000 : 60_000)
  else if (unit === 'month') found.date = monthsLater(today, number)
  else found.date = { ...today, day: today.day + number * (unit === 'week' ? 7 : 1) }
  return joined || bare ? 2 : 3
}

function readDay(word: string, found: Found, today: Wall): number {
  const offset = (words.days as Record<string, number>)[word]
  if (offset !== undefined) {
    found.date = { ...today, day: today.day + offset }
    return 1
  }
  const weekday = words.weekdays.findIndex((names) => names.includes(word))
  if (weekday < 0) return 0
  found.weekday = weekday + 1
  return 1
}

function readDate(first: string, second: string, found: Found, today: Wall): number {
  const numeric = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?$/.exec(first)
  if (numeric && !found.date && Number(numeric[2]) >= 1 && Number(numeric[2]) <= 12) {
    return setDate(found, today, Number(numeric[1]), Number(numeric[2]), numeric[3]) ? 1 : 0
  }
  if (/^\d{1,2}$/.test(first) && isMonth(second)) return setDate(found, today, Number(first), monthOf(second)) ? 2 : 0
  if (isMonth(first) && /^\d{1,2}$/.test(second)) return setDate(found, today, Number(second), monthOf(first)) ? 2 : 0
  return 0
}

function readTime(word: string, found: Found): number {
  const named = (words.times as Record<string, number>)[word]
  const clock = /^(\d{1,2})[:.](\d{2})(am|pm)?$/.exec(word) ?? /^(\d{1,2})()(am|pm)$/.exec(word)
  const dayIsKnown = found.date !== undefined || found.weekday !== undefined
  const bare = dayIsKnown && found.hour === undefined && /^\d{1,2}$/.test(word) ? Number(word) : NaN
  let hour = named ?? (clock ? Number(clock[1]) : bare)
  const minute = clock?.[2] ? Number(clock[2]) : 0
  if (clock?.[3] === 'pm' && hour < 12) hour += 12
  if (clock?.[3] === 'am' && hour === 12) hour = 0
  if (!(hour < 24 && minute < 60)) return 0
  found.hour = hour
  found.minute = minute
  return 1
}

function resolve(found: Found, today: Wall, now: Date, zoneName?: string): Date | null {
  if (found.later !== undefined) return new Date(Math.ceil(found.later / FIVE_MINUTES) * FIVE_MINUTES)
  const { weekday, hour, minute = 0 } = found
  if (weekday === undefined && !found.date && hour === undefined) return null
  const time = { hour: hour ?? MORNING, minute }
  const ahead = weekday === undefined ? 0 : (weekday - today.weekday + 7) % 7
  const start = found.date ?? { ...today, day: today.day + ahead }
  const at = momentOf({ ...start, ...time }, zoneName)
  if (at > now || found.date) return at
  return momentOf({ ...start, day: start.day + (weekday === undefined ? 1 : 7), ...time }, zoneName)
}

function setDate(found: Found, today: Wall, day: number, month: number, year?: string): boolean {
  if (day < 1 || day > 31) return false
  const past = month < today.month || (month === today.month && day < today.day)
  const full = year === undefined ? today.year + (past ? 1 : 0) : year.length === 2 ? 2000 + Number(year) : Number(year)
  found.date = { year: full, month, day }
  return true
}

/** The same day of a later month, or that month's last day: 31 January and one month is 28 February. */
function monthsLater(today: Wall, months: number) {
  const month = today.month + months
  const last = new Date(Date.UTC(today.year, month, 0)).getUTCDate()
  return { year: today.year, month, day: Math.min(today.day, last) }
}

function unitOf(word: string): Unit | undefined {
  const clean = word.replace(/\.$/, '')
  return (Object.keys(words.units) as Unit[]).find((unit) => words.units[unit].includes(clean))
}

const monthOf = (word: string) => words.months.findIndex((names) => names.some((name) => word.startsWith(name))) + 1
const isMonth = (word: string | undefined) => word !== undefined && /^\p{L}{3,}\.?$/u.test(word) && monthOf(word.toLowerCase()) > 0
