import { expect, test } from 'vitest'
import { dayOf, EMPTY, sourceOf } from './draft'

test('a database is sent by its parts, without what was left empty', () => {
  expect(sourceOf({ ...EMPTY, host: ' pbx ', user: 'reader', password: ' s ' }, undefined)).toEqual({
    kind: 'mariadb', host: 'pbx', port: null, database: 'asteriskcdrdb', user: 'reader', password: ' s ',
  })
  expect(sourceOf({ ...EMPTY, kind: 'files', host: 'left over' }, 'set')).toEqual({ kind: 'files', upload: 'set' })
})

test('the day is read from every way of writing a time', () => {
  expect(dayOf('2026-10-05 23:59:59')?.toISOString().slice(0, 10)).toBe('2026-10-05')
  expect(dayOf('1795415245.000100')?.toISOString().slice(0, 10)).toBe('2026-11-23')
  expect(dayOf('yesterday')).toBeNull()
})
