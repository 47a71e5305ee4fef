import { beforeEach, describe, expect, test } from 'vitest'
import { setZone } from '../ui/locale'
import { foreignStamp } from './stamps'

const FROM = '2026-11-26T18:46:20.395Z'
const TO = '2026-11-26T18:58:02.000Z'
const told = (file: string) => {
  const stamp = foreignStamp(file, FROM, TO)
  return stamp && [stamp.clock, new Date(stamp.at).toISOString()]
}

describe('the time in the name of a recording', () => {
  beforeEach(() => setZone('Europe/Moscow'))

  test('is told where it is by another clock than the house', () => {
    expect(told('in-74951230001-79000000043-20261126-184621-1795415065.0.wav')).toEqual(['UTC', '2026-11-26T18:46:21.000Z'])
    expect(told('q-600-20261126_234621.wav')).toEqual(['UTC+5', '2026-11-26T18:46:21.000Z'])
    expect(told('20261127001621.wav')).toEqual(['UTC+5:30', '2026-11-26T18:46:21.000Z'])
    expect(told('20261126-134810.wav')).toEqual(['UTC−5', '2026-11-26T18:48:10.000Z'])
  })

  test('needs no word where it is the house’s own, another day’s, or none', () => {
    expect(told('q-600-20261126-214621.wav')).toBeNull()
    expect(told('q-600-20261123-184621.wav')).toBeNull()
    expect(told('q-600-20261126-191121.wav')).toBeNull()
    expect(told('pbx-1795644145.68.wav')).toBeNull()
  })
})
