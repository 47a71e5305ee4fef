import { expect, test } from 'vitest'
import { secondsOf } from './TalkPicker'

test.each([['1:30', 90], ['5', 300], ['0:05', 5], ['90:00', 5400], ['1:75', null], ['', null], ['five', null]])('%s', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds)
})
