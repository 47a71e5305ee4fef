import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { statusQuery } from '../api/status'
import { meQuery } from '../staff/me'

const EVERY_MILLIS = 5_000
const ROOMS = [['calls'], ['missed'], ['plan'], ['deals'], meQuery.queryKey]

/** Of a server that stands by nothing is pushed about calls: what the page shows is asked for again and again. */
export function useStandby() {
  const client = useQueryClient()
  const { data: stands } = useQuery({ ...statusQuery, select: (status) => status.pbx.some((one) => one.reason === 'standby') })
  useEffect(() => (stands ? keepAsking(client) : undefined), [client, stands])
}

/** Ends with what it gives back. */
export function keepAsking(client: QueryClient): () => void {
  const timer = setInterval(() => ROOMS.forEach((queryKey) => void client.invalidateQueries({ queryKey })), EVERY_MILLIS)
  return () => clearInterval(timer)
}
