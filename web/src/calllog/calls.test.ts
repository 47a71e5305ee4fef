import { expect, test } from 'vitest'
import type { Call } from '../api/types'
import { type CallPage, withHead } from './calls'

const call = (id: number, talkSeconds = 0) => ({ id: String(id), startedAt: new Date(id * 60_000).toISOString(), talkSeconds }) as Call
const list = (...pages: CallPage[]) => ({ pages, pageParams: pages.map(() => null) })

test('new calls come in above and known ones change where they stand', () => {
  const before = list({ items: [call(5), call(4)], next: 'a' }, { items: [call(3), call(2)], next: null })
  const after = withHead(before, { items: [call(7), call(6), call(5, 12)], next: 'b' })
  expect(after?.pages.map((page) => page.items.map((row) => [row.id, row.talkSeconds]))).toEqual([[['7', 0], ['6', 0], ['5', 12], ['4', 0]], [['3', 0], ['2', 0]]])
  expect(after?.pages[0]?.next).toBe('a')
})

test('an empty list takes what came', () => {
  expect(withHead(list({ items: [], next: null }), { items: [call(1)], next: null })?.pages[0]?.items).toHaveLength(1)
})

test('a head that does not meet the list any more says so', () => {
  expect(withHead(list({ items: [call(1)], next: null }), { items: [call(300)], next: 'b' })).toBeNull()
})
