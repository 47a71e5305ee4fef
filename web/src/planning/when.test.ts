import { expect, test } from 'vitest'
import { parseWhen } from './when'

// Wednesday, 25 November 2026, 12:02 in Moscow.
const now = new Date('2026-11-25T09:02:00Z')
const moscow = 'Europe/Moscow'
const read = (line: string) => {
  const when = parseWhen(line, now, moscow)
  if (!when) return null
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: moscow, dateStyle: 'short', timeStyle: 'short' }).format(when.at)
  return when.topic ? `${shown} ${when.topic}` : shown
}

test.each([
  ['завтра 10:00', '2026-11-26 10:00'],
  ['завтра', '2026-11-26 10:00'],
  ['Завтра в 9', '2026-11-26 09:00'],
  ['завтра вечером', '2026-11-26 18:00'],
  ['послезавтра 14.30', '2026-11-27 14:30'],
  ['сегодня 17:00', '2026-11-25 17:00'],
  ['17:00', '2026-11-25 17:00'],
  ['9:30', '2026-11-26 09:30'],
  ['в 16', '2026-11-25 16:00'],
  ['через 3 дня 15:30', '2026-11-28 15:30'],
  ['через 3 дня', '2026-11-28 10:00'],
  ['через неделю', '2026-12-02 10:00'],
  ['через 2 недели в 11', '2026-12-09 11:00'],
  ['через месяц', '2026-12-25 10:00'],
  ['через час', '2026-11-25 13:05'],
  ['через 2 часа', '2026-11-25 14:05'],
  ['через полчаса', '2026-11-25 12:35'],
  ['через 20 мин', '2026-11-25 12:25'],
  ['в пятницу 14:00', '2026-11-27 14:00'],
  ['пт', '2026-11-27 10:00'],
  ['во вторник', '2026-12-01 10:00'],
  ['ср', '2026-12-02 10:00'],
  ['ср 18:00', '2026-11-25 18:00'],
  ['26.11 в 9', '2026-11-26 09:00'],
  ['7 декабря 12:00', '2026-12-07 12:00'],
  ['1.02', '2027-02-01 10:00'],
  ['03.12.2026 08:15', '2026-12-03 08:15'],
  ['in 3 days', '2026-11-28 10:00'],
  ['in a week', '2026-12-02 10:00'],
  ['in an hour', '2026-11-25 13:05'],
  ['in 2h', '2026-11-25 14:05'],
  ['tomorrow 10:00', '2026-11-26 10:00'],
  ['tomorrow at 3pm', '2026-11-26 15:00'],
  ['fri 14:00', '2026-11-27 14:00'],
  ['on monday', '2026-11-30 10:00'],
  ['dec 7 9:00', '2026-12-07 09:00'],
  ['завтра 10:00 показать макет на стену', '2026-11-26 10:00 показать макет на стену'],
  ['in 3 days ask about the offer', '2026-11-28 10:00 ask about the offer'],
])('%s', (line, expected) => {
  expect(read(line)).toBe(expected)
})

test.each(['', 'перезвонить', 'через', 'in three', '25:99', 'в офис', 'at the office'])('no time in "%s"', (line) => {
  expect(read(line)).toBeNull()
})

test('the month without that day ends on its last one', () => {
  expect(parseWhen('через месяц', new Date('2027-01-31T09:00:00Z'), moscow)?.at.toISOString()).toBe('2027-02-28T07:00:00.000Z')
})

test('clocks that change are followed', () => {
  // Berlin leaves summer time on 25 October 2026.
  expect(parseWhen('завтра 10:00', new Date('2026-10-24T12:00:00Z'), 'Europe/Berlin')?.at.toISOString()).toBe('2026-10-25T09:00:00.000Z')
})
