import { expect, test } from 'vitest'
import { catchUp } from './catch-up'

test('of two who edit, the second takes over what she did not touch and keeps her own words', () => {
  const base = { company: 'Lotos', position: 'director', source: '' }
  const theirs = { company: 'Vektor', position: 'owner', source: '1' }
  const { draft, taken, clashes } = catchUp(base, theirs, { ...base, company: 'Lotos-3' })
  expect(draft).toEqual({ company: 'Lotos-3', position: 'owner', source: '1' })
  expect(taken).toEqual(['position', 'source'])
  expect(clashes).toEqual(['company'])
})

test('the same word of both is no clash, whatever it is made of', () => {
  const both = { phones: [{ value: '+7' }] }
  expect(catchUp({ phones: [] as { value: string }[] }, both, structuredClone(both))).toMatchObject({ clashes: [] })
})
