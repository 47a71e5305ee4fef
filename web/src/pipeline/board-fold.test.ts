import { describe, expect, test } from 'vitest'
import type { Board, Deal, Step } from '../api/types'
import { onStep, placeIn, withDeal } from './board-fold'

const step = (id: string, kind: Step['kind'] = 'open'): Step => ({ id, label: { ru: id, en: id }, color: 1, kind })
const CONTACT = step('1')
const OFFER = step('3')
const LOST = step('8', 'lost')
const deal = (id: string, next: string | null, more: Partial<Deal> = {}): Deal => ({
  id, title: id, client: { id: '1', name: 'Иванов', company: null }, pipeline: '1', step: CONTACT, stepSince: '2026-11-01T09:00:00Z', owner: null, amount: '100.50',
  currency: 'RUB', source: null, reason: null, expectedOn: null, description: null, refusals: 2, createdAt: '2026-11-01T09:00:00Z', closedAt: null, archivedAt: null, version: 1,
  next: next === null ? null : ({ at: next } as Deal['next']), ...more,
})
const soon = deal('10', '2026-11-25T09:00:00Z')
const late = deal('11', '2026-11-20T09:00:00Z')
const talked = deal('12', null, { lastTalkAt: '2026-11-24T09:00:00Z' })
const cold = deal('13', null, { lastTalkAt: '2026-10-01T09:00:00Z' })
const board: Board = {
  pipeline: '1',
  columns: [
    { step: CONTACT, count: 3, sums: [{ currency: 'RUB', amount: '301.50' }], items: [late, soon, cold] },
    { step: OFFER, count: 0, sums: [], items: [] },
    { step: LOST, count: 7, sums: [{ currency: 'RUB', amount: '700.00' }], items: [] },
  ],
}
const column = (of: Board, id: string) => of.columns.find((one) => one.step.id === id)!

describe('the board', () => {
  test('the overdue stand first, then the planned, then the freshest talk', () => {
    expect(placeIn([late, soon, cold], talked)).toBe(2)
    expect(placeIn([soon, cold], late)).toBe(0)
    expect(placeIn([late, soon, cold], soon)).toBe(1)
  })

  test('a moved deal leaves one column and its sum, and comes to the other', () => {
    const after = withDeal(board, onStep(soon, OFFER, '2026-11-25T10:00:00Z'), true)
    expect(column(after, '1').items.map((one) => one.id)).toEqual(['11', '13'])
    expect(column(after, '1')).toMatchObject({ count: 2, sums: [{ amount: '201.00' }] })
    expect(column(after, '3')).toMatchObject({ count: 1, sums: [{ amount: '100.50' }] })
  })

  test('a changed deal stays and is counted once', () => {
    const after = withDeal(board, { ...soon, amount: '200.50' }, true)
    expect(column(after, '1')).toMatchObject({ count: 3, sums: [{ amount: '401.50' }] })
  })

  test('what no longer belongs here is gone', () => {
    const after = withDeal(board, { ...soon, archivedAt: '2026-11-25T10:00:00Z' }, false)
    expect(column(after, '1').count).toBe(2)
  })

  test('a deal that is opened again has no refusals and no reason', () => {
    const lost = deal('20', null, { step: LOST, closedAt: '2026-11-20T09:00:00Z', reason: { id: '1', label: { ru: 'Дорого', en: 'Too expensive' } } })
    expect(onStep(lost, CONTACT, '2026-11-25T10:00:00Z')).toMatchObject({ closedAt: null, reason: null, refusals: 0 })
    expect(onStep(soon, LOST, '2026-11-25T10:00:00Z')).toMatchObject({ closedAt: '2026-11-25T10:00:00Z', refusals: 2 })
  })
})
