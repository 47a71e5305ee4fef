import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { keepAsking } from './use-standby'

afterEach(() => void vi.useRealTimers())

test('lists are asked for again while another server hears the exchange, and no longer', () => {
  vi.useFakeTimers()
  const client = new QueryClient()
  const isOld = (key: string) => client.getQueryState([key])?.isInvalidated
  const fill = () => ['calls', 'people'].forEach((key) => client.setQueryData([key], []))
  fill()
  const stop = keepAsking(client)
  vi.advanceTimersByTime(5_000)
  expect([isOld('calls'), isOld('people')]).toEqual([true, false])
  stop()
  fill()
  vi.advanceTimersByTime(60_000)
  expect(isOld('calls')).toBe(false)
})
