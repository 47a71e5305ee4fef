import { expect, test } from 'vitest'
import { nextSound, silencesOf } from './silence'

const lane = (...parts: [number, number][]) => parts.flatMap(([slices, value]) => Array.from({ length: slices }, () => value))

test('a pause is where both are quiet for two seconds', () => {
  const operator = lane([10, 0.5], [50, 0.01], [20, 0.5], [20, 0])
  const client = lane([20, 0.4], [40, 0], [20, 0.02], [20, 0])
  expect(silencesOf([operator, client], 10)).toEqual([{ from: 2, to: 6 }, { from: 8, to: 10 }])
})

test('a breath is no pause, and a talk without a waveform has none', () => {
  expect(silencesOf([lane([10, 0.5], [15, 0], [75, 0.5])], 10)).toEqual([])
  expect(silencesOf([], 10)).toEqual([])
})

test('goes on a breath before the next word', () => {
  const spans = [{ from: 2, to: 6 }]
  expect(nextSound(spans, 3)).toBeCloseTo(5.7)
  expect(nextSound(spans, 2.1)).toBeNull()
  expect(nextSound(spans, 5.8)).toBeNull()
})
