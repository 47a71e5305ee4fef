import { expect, test } from 'vitest'
import type { Exchange } from '../api/types'
import { namesake } from './namesake'

const named = (id: string, systemName?: string | null) => ({ id, live: systemName === undefined ? null : { systemName } }) as Exchange

test('two exchanges of one system name are told of each other, also when they have none', () => {
  const all = [named('1', 'pbx'), named('2', 'spb'), named('3', 'pbx'), named('4', ''), named('5', '')]
  expect(all.map((one) => namesake(one, all)?.id)).toEqual(['3', undefined, '1', '5', '4'])
})

test('one that has not told its name, or is switched off, has no namesake', () => {
  const all = [named('1', null), named('2', null), named('3'), named('4')]
  expect(all.map((one) => namesake(one, all))).toEqual([undefined, undefined, undefined, undefined])
})
