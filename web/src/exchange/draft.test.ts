import { expect, test } from 'vitest'
import type { Exchange } from '../api/types'
import { draftOf, isMoved } from './draft'

const one = {
  name: 'Office', host: 'pbx', port: 5038, tls: false, certificate: null, user: 'ringcard', channel: 'PJSIP/%s', context: 'click-to-call', recordings: null, cel: null, phones: [], trunks: [],
  ownNumbers: [], region: 'RU',
} as unknown as Exchange

test('another address, port, user or encryption is another place, to which the secret is typed again', () => {
  const draft = draftOf(one)
  expect(isMoved({ ...draft, name: 'Shop', ownNumbers: '74951230001', host: ' pbx ' }, one)).toBe(false)
  for (const part of [{ host: 'pbx2' }, { port: '5039' }, { user: 'crm' }, { tls: true }]) expect(isMoved({ ...draft, ...part }, one)).toBe(true)
})
