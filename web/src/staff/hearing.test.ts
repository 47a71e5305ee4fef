import { expect, test } from 'vitest'
import { mayHear } from './hearing'

const ANNA_TALKED_OLEG_RANG = [{ id: '1', talkSeconds: 60 }, { id: '2', talkSeconds: null }, { id: null, talkSeconds: 5 }]

test.each([
  [null, true],
  [['1'], true],
  [['1', '2', '5'], true],
  [['2'], false],
  [['5'], false],
])('who hears %j hears the call: %s', (hears, may) => {
  expect(mayHear({ hears }, ANNA_TALKED_OLEG_RANG)).toBe(may)
})

test('a talk of nobody known is heard only by those who hear all', () => {
  expect(mayHear({ hears: null }, [])).toBe(true)
  expect(mayHear({ hears: ['1'] }, [])).toBe(false)
})
