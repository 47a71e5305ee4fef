import i18next from 'i18next'
import { expect, test } from 'vitest'
import { day } from './format'
import { setZone } from './locale'

test('a month stands behind its day as it is spoken', async () => {
  setZone('Europe/Moscow')
  const now = Date.parse('2026-11-26T09:00:00Z')
  await i18next.init({ lng: 'ru' })
  expect([day('2024-05-06T09:00:00Z', now), day('2026-01-08T09:00:00Z', now), day('2026-09-01T09:00:00Z', now)]).toEqual(['6\u00a0мая\u00a02024', '8\u00a0янв', '1\u00a0сен'])
  await i18next.changeLanguage('en')
  expect([day('2024-05-06T09:00:00Z', now), day('2026-09-01T09:00:00Z', now)]).toEqual(['6\u00a0May\u00a02024', '1\u00a0Sep'])
})
