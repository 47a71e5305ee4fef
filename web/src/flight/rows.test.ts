import { describe, expect, test } from 'vitest'
import type { CallStory, StoryStep } from '../api/types'
import { rowsOf, statesAt } from './rows'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23, 9, 0, seconds)).toISOString()
const step = (n: number, seconds: number, what: StoryStep['what'], decided = false, lane: string | null = 'c'): StoryStep => ({
  n, at: at(seconds), what, lane, to: null, value: null, event: null, apart: false, raw: [],
  decisions: decided ? [{ what: 'result', who: null, value: 'answered', seconds: null }] : [],
})
const story: CallStory = {
  source: 'events',
  lanes: [{ id: 'c', kind: 'client', name: 'trunk', channels: [] }, { id: 'p', kind: 'phone', name: '101', channels: [] }],
  steps: [step(1, 0, 'opened', true), step(2, 1, 'rings'), step(3, 4, 'connected', true), step(4, 10, 'holds', false, 'p'), step(5, 20, 'puts-down', false, null), step(6, 20, 'gone', true)],
  spans: [
    { lane: 'c', doing: 'present', from: at(0), to: at(20) },
    { lane: 'p', doing: 'ring', from: at(1), to: at(4) },
    { lane: 'c', doing: 'talk', from: at(4), to: at(20) },
    { lane: 'p', doing: 'talk', from: at(4), to: at(20) },
    { lane: 'p', doing: 'hold', from: at(10), to: at(15) },
  ],
}
const shown = (view: 'decided' | 'main' | 'all') => rowsOf(story, view).map((row) => row.step.n)

describe('rows', () => {
  test('decisions alone, the turns with them, or all', () => {
    expect(shown('decided')).toEqual([1, 3, 6])
    expect(shown('main')).toEqual([1, 3, 4, 6])
    expect(shown('all')).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('a long silence is a line with its length', () => {
    expect(rowsOf(story, 'decided').map((row) => row.pause)).toEqual([4, 16, null])
  })

  test('what happens at once does not undo itself', () => {
    const last = rowsOf(story, 'all').at(-1)!
    expect(last.before.map((state) => state?.doing)).toEqual([undefined, undefined])
  })

  test('whoever talks to somebody on hold is on hold', () => {
    expect(statesAt(story, Date.parse(at(12)) * 1000).map((state) => state?.doing)).toEqual(['hold', 'hold'])
    expect(statesAt(story, Date.parse(at(16)) * 1000).map((state) => state?.doing)).toEqual(['talk', 'talk'])
  })

  test('what follows within a millisecond is a later moment', () => {
    const micro = (us: string) => at(30).replace('.000Z', `.000${us}Z`)
    const quick: CallStory = {
      ...story,
      steps: [{ ...step(1, 30, 'opened', true), at: at(30) }, { ...step(2, 30, 'rings', true, 'p'), at: micro('4') }, { ...step(3, 30, 'rings', true, 'p'), at: micro('412') }],
      spans: [{ lane: 'c', doing: 'present', from: at(30), to: at(50) }, { lane: 'p', doing: 'ring', from: micro('400'), to: at(38) }],
    }
    const phone = rowsOf(quick, 'all').map((row) => [row.before[1]?.doing, row.after[1]?.doing, row.after[1]?.begins])
    expect(phone).toEqual([[undefined, undefined, undefined], [undefined, 'ring', true], ['ring', 'ring', false]])
  })
})
