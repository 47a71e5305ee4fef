import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { applyStatus, statusQuery } from './status'
import type { Status } from './types'

const status = (setAside: number) => ({ setAside }) as Status

test('an answer that was on its way does not undo what was pushed meanwhile', async () => {
  const client = new QueryClient()
  let answer = (_: Status) => {}
  const asked = client.fetchQuery({ queryKey: statusQuery.queryKey, queryFn: () => new Promise<Status>((done) => (answer = done)) }).catch(() => undefined)
  await Promise.resolve()
  applyStatus(client, status(2))
  answer(status(1))
  await asked
  expect(client.getQueryData(statusQuery.queryKey)).toEqual(status(2))
})
