import { expect, test } from 'vitest'
import type { Call } from '../api/types'
import { ownTalkOf } from './calls'

const part = (id: string | null, talkSeconds: number | null) => ({ id, talkSeconds })
const call = (operators: unknown[], rest: object = {}) => ({ talkSeconds: 90, placer: null, operators, ...rest }) as unknown as Call

test('each person has their own seconds of a call', () => {
  const handed = call([part('2', 60), part('3', 20), part(null, 4), part('3', 10)])
  expect(ownTalkOf(handed, '2')).toBe(60)
  expect(ownTalkOf(handed, '3')).toBe(30)
  expect(ownTalkOf(handed, '4')).toBeNull()
  expect(ownTalkOf(call([part('2', null)], { talkSeconds: null }), '2')).toBeNull()
})

test('whoever placed a call within the house talked as long as it', () => {
  const inside = call([part('3', 90)], { placer: { id: '2', name: 'Anna' } })
  expect(ownTalkOf(inside, '2')).toBe(90)
  expect(ownTalkOf(inside, '3')).toBe(90)
})
