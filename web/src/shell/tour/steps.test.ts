import { describe, expect, test } from 'vitest'
import { stepsOf, type TourMe } from './steps'

const idsOf = (me: Partial<TourMe>) => stepsOf({ role: 'operator', extension: null, hears: ['1'], ...me }).map((step) => step.id)

describe('steps of the tour', () => {
  test('an operator learns of the call first, even before there is a phone', () => {
    expect(idsOf({ extension: '101' })).toEqual(['card', 'outcome', 'today', 'search', 'own'])
    expect(idsOf({ extension: null })).toEqual(idsOf({ extension: '101' }))
  })

  test('whoever else has a phone learns of the call too', () => {
    expect(idsOf({ role: 'manager' })).toEqual(['reports', 'board', 'calls', 'search'])
    expect(idsOf({ role: 'manager', extension: '110' })).toEqual(['card', 'outcome', 'reports', 'board', 'calls', 'search'])
  })

  test('a supervisor is told whom one hears', () => {
    expect(idsOf({ role: 'supervisor', hears: ['1', '2'] })).toContain('hearsTeam')
    expect(idsOf({ role: 'supervisor', hears: null })).toContain('hearsAll')
  })

  test('it is short for everybody', () => {
    for (const role of ['operator', 'supervisor', 'manager', 'administrator'] as const) {
      for (const extension of [null, '101']) {
        expect(idsOf({ role, extension }).length).toBeGreaterThanOrEqual(4)
        expect(idsOf({ role, extension }).length).toBeLessThanOrEqual(6)
      }
    }
  })
})
