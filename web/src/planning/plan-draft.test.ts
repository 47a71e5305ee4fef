import { expect, test } from 'vitest'
import { emptyPlan, lineOf, planChangeOf } from './plan-draft'
import { parseWhen } from './when'

test('a moment is read back as it was written', () => {
  const at = '2026-12-03T05:15:00.000Z'
  expect(parseWhen(lineOf(at), new Date('2026-11-25T09:02:00Z'))?.at.toISOString()).toBe(at)
})

test('only what was typed is sent', () => {
  const base = { ...emptyPlan('1'), line: '26.11.2026 10:00', topic: 'Смета' }
  expect(planChangeOf(base, { ...base, topic: ' ', kind: 'meeting' }, null)).toEqual({ topic: null, kind: 'meeting' })
  expect(planChangeOf(base, base, { at: new Date(), topic: null })).toEqual({})
})
