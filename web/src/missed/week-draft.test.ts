import { expect, test } from 'vitest'
import { timeOf, weekDraftOf, weekOf } from './week-draft'

test('times are read as people type them', () => {
  const typed = { '9': '09:00', '930': '09:30', '9.30': '09:30', ' 18:00 ': '18:00', '1800': '18:00', '24': '24:00', '9 15': '09:15', 'noon': 'noon', '': '' }
  for (const [text, time] of Object.entries(typed)) expect(timeOf(text), text).toBe(time)
})

test('a day off keeps hours to begin with, and is sent as none', () => {
  const week = [{ from: '08:00', to: '17:00' }, null]
  expect(weekOf(weekDraftOf({ week }))).toEqual(week)
  expect(weekDraftOf({ week })[1]).toEqual({ open: false, from: '09:00', to: '18:00' })
})
