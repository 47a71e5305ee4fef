import { expect, test } from 'vitest'
import { dueOf } from './due'
import { setZone } from './locale'

test('overdue by the minute, today until midnight in the installation', () => {
  setZone('Europe/Moscow')
  const now = Date.parse('2026-11-23T20:30:00Z')
  expect(dueOf('2026-11-23T20:29:59Z', now)).toBe('overdue')
  expect(dueOf('2026-11-23T20:30:00Z', now)).toBe('today')
  expect(dueOf('2026-11-23T20:59:59Z', now)).toBe('today')
  expect(dueOf('2026-11-23T21:00:00Z', now)).toBe('ahead')
})
