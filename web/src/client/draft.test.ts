import { expect, test } from 'vitest'
import { changesOf, type Draft, EMPTY_DRAFT, plainNumber } from './draft'

const draft = (part: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, name: 'Anna', ...part })

test('only what differs is sent, blank rows are left out', () => {
  const base = draft({ company: 'Lotos' })
  const next = draft({ company: '', phones: [{ value: ' 8 916\u00a0555\u201301\u201342 ', label: '' }, { value: ' ', label: 'home' }] })
  expect(changesOf(base, next)).toEqual({ company: null, phones: [{ number: '8 916 555-01-42', label: null }] })
  expect(changesOf(base, base)).toEqual({})
})

test('a number keeps what is no part of it for the server to refuse', () => {
  expect(plainNumber('tel 12')).toBe('tel 12')
})
