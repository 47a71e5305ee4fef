import { locale, zone } from './locale'
import { daysBetween, momentOf, wallOf } from './zone'

export const EMPTY = '—'
const NBSP = '\u00a0'

/** Seconds as m:ss, from an hour as h:mm:ss. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return EMPTY
  const whole = Math.max(0, Math.round(seconds))
  const two = (n: number) => String(n).padStart(2, '0')
  const minutes = Math.floor(whole / 60)
  return minutes < 60
    ? `${minutes}:${two(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`
}

/** E.164 as people write it; what is no such number stays as signalled. */
export function phone(number: string | null | undefined): string {
  if (!number) return EMPTY
  const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number)
  if (russian) return `+7${NBSP}${russian[1]}${NBSP}${russian[2]}-${russian[3]}-${russian[4]}`
  const other = /^\+(\d{1,3})(\d{3})(\d{3})(\d{4})$/.exec(number)
  if (other) return `+${other.slice(1).join(NBSP)}`
  return number
}

/**
 * Text of strangers for the middle of a sentence: a character that turns the direction of writing, or is seen nowhere,
 * would act on the words around it.
 */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/gu, ' ').trim()
}

export function count(value: number): string {
  return value.toLocaleString(locale())
}

export function money(amount: string | null | undefined, currency: string): string {
  if (amount === null || amount === undefined) return EMPTY
  const value = Number(amount)
  if (!Number.isFinite(value)) return amount
  const digits = Number.isInteger(value) ? 0 : 2
  try {
    return value.toLocaleString(locale(), {
      style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: digits, maximumFractionDigits: digits,
    })
  } catch {
    return `${value.toLocaleString(locale())}${NBSP}${currency}`
  }
}

/** As on the head of a column: 1,2 млн ₽; whole below a million. */
export function moneyShort(amount: string, currency: string): string {
  const value = Number(amount)
  if (!Number.isFinite(value) || Math.abs(value) < 1_000_000) return money(Number.isFinite(value) ? String(Math.round(value)) : amount, currency)
  return value.toLocaleString(locale(), { style: 'currency', currency, currencyDisplay: 'narrowSymbol', notation: 'compact', maximumFractionDigits: 1 })
}

export function time(at: string | Date | number): string {
  const { hour, minute } = wallOf(new Date(at))
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** 25 ноя; with the year when it is not this one. */
export function day(at: string | Date | number, now = Date.now()): string {
  const moment = new Date(at)
  const { day: number, year } = wallOf(moment)
  const month = monthShort(moment)
  return year === wallOf(now).year ? `${number}${NBSP}${month}` : `${number}${NBSP}${month}${NBSP}${year}`
}

/** As it stands behind its day: мая, and not май. */
function monthShort(moment: Date): string {
  const parts = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', timeZone: zone() }).formatToParts(moment)
  return parts.find(({ type }) => type === 'month')!.value.slice(0, 3)
}

export function weekdayShort(at: string | Date | number): string {
  return new Date(at).toLocaleDateString(locale(), { weekday: 'short', timeZone: zone() })
}

/** пн for 1, вс for 7 */
export function weekdayName(weekday: number): string {
  return weekdayShort(momentOf({ year: 2024, month: 1, day: weekday, hour: 12 }))
}

/** 09:00–10:00 */
export function hourSpan(hour: number): string {
  const words = (n: number) => `${String(n).padStart(2, '0')}:00`
  return `${words(hour)}–${words((hour + 1) % 24)}`
}

/** ср, 25 ноября */
export function dayLong(at: string | Date | number): string {
  const options: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'long', timeZone: zone() }
  return new Date(at).toLocaleDateString(locale(), options)
}

/** The day of a moment in one word: yesterday, 25 ноя. Today is "today". */
export function dayWord(at: string | Date | number, now = Date.now()): string {
  const moment = new Date(at)
  const ago = daysBetween(moment, now)
  if (ago >= -1 && ago <= 1) return relative(-ago, 'day')
  return day(moment, now)
}

/** Time alone means today; else the day in one word. */
export function timeOrDay(at: string | Date | number, now = Date.now()): string {
  const moment = new Date(at)
  return daysBetween(moment, now) === 0 ? time(moment) : dayWord(moment, now)
}

/** Both: "10:00" today, else "вчера 10:00" or "25 ноя 10:00". */
export function dayAndTime(at: string | Date | number, now = Date.now()): string {
  const moment = new Date(at)
  return daysBetween(moment, now) === 0 ? time(moment) : `${dayWord(moment, now)}${NBSP}${time(moment)}`
}

/** чт, 26 ноя, 10:00: a moment spelled out, as the page understood it. */
export function moment(at: string | Date | number): string {
  return `${weekdayShort(at)}, ${day(at)}, ${time(at)}`
}

/** An age or a deadline in words, so that it is never taken for a talk time: 12 мин, 3 ч, 5 дней. */
export function age(from: string | Date | number, now = Date.now()): string {
  const minutes = Math.max(0, Math.floor((now - new Date(from).getTime()) / 60_000))
  if (minutes < 60) return unit(minutes, 'minute')
  if (minutes < 24 * 60) return unit(Math.floor(minutes / 60), 'hour')
  return days(Math.floor(minutes / 1440))
}

export const days = (number: number) => unit(number, 'day', 'long')

export function unit(value: number, name: string, display: 'short' | 'long' = 'short'): string {
  return value.toLocaleString(locale(), { style: 'unit', unit: name, unitDisplay: display })
}

/** сегодня, завтра, 13 дней назад */
export function relative(amount: number, name: Intl.RelativeTimeFormatUnit): string {
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(amount, name)
}

/** Initials for the user's button. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return words.slice(0, 2).map((word) => [...word][0] ?? '').join('').toUpperCase()
}
