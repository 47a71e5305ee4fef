import type { Exchange } from '../api/types'

/** Another one whose calls may bear the ids of this one's calls. */
export function namesake(exchange: Exchange, all: Exchange[] | undefined): Exchange | undefined {
  const name = exchange.live?.systemName
  return name == null ? undefined : all?.find((one) => one.id !== exchange.id && one.live?.systemName === name)
}
