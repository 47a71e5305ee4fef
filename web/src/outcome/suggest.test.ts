import { expect, test } from 'vitest'
import { daysAhead } from './suggest'

const friday = { year: 2026, month: 11, day: 27 }
const monday = { year: 2026, month: 11, day: 23 }

test.each([
  [1, false, monday, 1],
  [5, false, monday, 7],
  [1, false, friday, 3],
  [3, false, friday, 3],
  [1, true, friday, 3],
  [3, true, friday, 5],
  [5, true, monday, 7],
])('%i days, working %s, from %o are %i days ahead', (amount, working, today, days) => {
  expect(daysAhead(amount, working, today)).toBe(days)
})
