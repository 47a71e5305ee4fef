import { expect, test } from 'vitest'
import type { Call, Card } from '../api/types'
import { askerOf, giverOf, isAsked, ownTalk, phoneInside, phoneOf } from './own'

const BORIS = { id: '3', extension: '102' }

const part = (id: string, extension: string, result: string, ringSeconds: number | null, talkSeconds: number | null) => ({ id, name: `Name ${extension}`, extension, result, ringSeconds, talkSeconds })
const call = (operators: unknown[], rest: object = {}) => ({ talkSeconds: 13.7, operators, transfers: [], ...rest }) as unknown as Call
const card = (phase: string, of: Call) => ({ phase, call: of }) as Card

test('each person has their own seconds, also while the call goes on', () => {
  const parts = [part('2', '101', 'answered', 1, 9.6), part('3', '102', 'answered', 2, 3), part('3', '102', 'answered', 1, 1.1)]
  expect(ownTalk(call(parts), BORIS)).toBeCloseTo(4.1)
  expect(ownTalk(call([part('2', '101', 'answered', 1, 9.6)], { talkSeconds: null }), { id: '2', extension: '101' })).toBe(9.6)
  expect(ownTalk(call([]), BORIS)).toBe(13.7)
})

test('a colleague who asks first rings, and then talks, without the client', () => {
  const rings = card('ringing', call([part('2', '101', 'talking', 1, null), part('3', '102', 'ringing', null, null)]))
  expect(askerOf(rings, BORIS)).toBe('Name 101')
  expect(phoneOf(rings, BORIS)).toBe('ringing')
  const talks = card('ringing', call([part('2', '101', 'talking', 1, null), part('3', '102', 'ringing', 1.9, null)]))
  expect(isAsked(talks, BORIS)).toBe(true)
  expect(phoneOf(talks, BORIS)).toBe('talking')
  const plain = card('ringing', call([part('2', '101', 'ringing', 1, null), part('3', '102', 'ringing', null, null)]))
  expect(askerOf(plain, BORIS)).toBeNull()
})

test('a call within the house keeps both phones busy', () => {
  const ANNA = { id: '2', extension: '101' }
  const inside = (result: string, answeredAt: string | null) => call([part('3', '102', result, 1, null)], { direction: 'internal', answeredAt, placer: { id: '2', name: 'Anna' } })
  expect(phoneInside(inside('ringing', null), ANNA)).toBe('ringing')
  expect(phoneInside(inside('ringing', null), BORIS)).toBe('ringing')
  expect(phoneInside(inside('talking', '2026-11-25T09:00:05Z'), ANNA)).toBe('talking')
  expect(phoneInside(inside('talking', '2026-11-25T09:00:05Z'), BORIS)).toBe('talking')
  expect(phoneInside(inside('answered', '2026-11-25T09:00:05Z'), BORIS)).toBeNull()
  expect(phoneInside(inside('talking', '2026-11-25T09:00:05Z'), { id: '4', extension: '103' })).toBeNull()
})

test('who handed the call over, as long as nobody else did since', () => {
  const handed = [{ type: 'blind', from: '101', to: '102' }]
  const parts = [part('2', '101', 'answered', 1, 4)]
  expect(giverOf(card('ringing', call(parts, { transfers: handed })), BORIS)).toBe('Name 101')
  expect(giverOf(card('ringing', call(parts, { transfers: handed })), { id: '4', extension: '103' })).toBeNull()
  expect(giverOf(card('ringing', call(parts, { transfers: [...handed, { type: 'blind', from: '102', to: '103' }] })), BORIS)).toBeNull()
  expect(giverOf(card('ringing', call(parts, { transfers: [{ type: 'pickup', from: '101', to: '102' }] })), BORIS)).toBeNull()
})
