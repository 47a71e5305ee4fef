import { expect, test } from 'vitest'
import { planFilterOf, queryOf, shifted } from './filter'

test('what an address says wrongly is left out', () => {
  const filter = planFilterOf({ from: '2026-11-23', to: 'soon', whose: 'boss', kind: 'visit', status: 'held', q: 'смета' })
  expect(filter).toEqual({ from: '2026-11-23', to: undefined, whose: undefined, kind: undefined, status: 'held', q: 'смета' })
})

test('mine unless said', () => {
  expect(queryOf({ from: '2026-11-23', to: '2026-11-23' })).toMatchObject({ scope: 'mine' })
  expect(queryOf({ from: '2026-11-23', whose: 'all' })).not.toHaveProperty('scope')
  expect(queryOf({ from: '2026-11-23', whose: '7' })).toMatchObject({ assignee: '7' })
})

test('a period moves by its own length', () => {
  expect(shifted({ from: '2026-11-23', to: '2026-11-29' }, 1)).toEqual({ from: '2026-11-30', to: '2026-12-06' })
  expect(shifted({ from: '2026-11-25', to: '2026-11-25' }, -1)).toEqual({ from: '2026-11-24', to: '2026-11-24' })
  expect(shifted({ from: '2026-11-25' }, 1)).toBeNull()
})
