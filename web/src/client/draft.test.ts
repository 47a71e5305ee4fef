import { expect, test } from 'vitest'
import { catchUp, changesOf, type Draft, EMPTY_DRAFT, plainNumber } from './draft'

const draft = (part: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, name: 'Anna', ...part })

test('only what differs is sent, blank rows are left out', () => {
  const base = draft({ company: 'Lotos' })
  const next = draft({ company: '', phones: [{ value: ' 8 916\u00a0555\u201301\u201342 ', label: '' }, { value: ' ', label: 'home' }] })
  expect(changesOf(base, next)).toEqual({ company: null, phones: [{ number: '8 916 555-01-42', label: null }] })
  expect(changesOf(base, base)).toEqual({})
})

test('of two who edit, the second takes over what she did not touch and keeps her own words', () => {
  const base = draft({ company: 'Lotos', position: 'director' })
  const theirs = draft({ company: 'Vektor', position: 'owner', source: '1' })
  const mine = draft({ company: 'Lotos-3', position: 'director' })
  const { draft: merged, taken, clashes } = catchUp(base, theirs, mine)
  expect(merged).toEqual(draft({ company: 'Lotos-3', position: 'owner', source: '1' }))
  expect(taken).toEqual(['position', 'source'])
  expect(clashes).toEqual(['company'])
})

test('the same word of both is no clash', () => {
  const both = draft({ company: 'Vektor' })
  expect(catchUp(draft({}), both, both)).toMatchObject({ clashes: [] })
})

test('a number keeps what is no part of it for the server to refuse', () => {
  expect(plainNumber('tel 12')).toBe('tel 12')
})
