import type { ExchangeFindings, ExchangeLive } from '../api/types'
import type { Draft } from './draft'

/** Why there is no link, and the field that has to be put right first. */
const FIELDS = { password: 'secret', refused: 'port', unreachable: 'host', timeout: 'host', closed: 'port', tls: 'tls' } as const

export interface Fault {
  field: keyof Draft
  reason: keyof typeof FIELDS
}

const fault = (reason: string | null | undefined): Fault | undefined => {
  const known = Object.keys(FIELDS).find((one) => one === reason) as Fault['reason'] | undefined
  return known && { field: FIELDS[known], reason: known }
}

/** What a link that is not there tells of the fields. */
export const faultOfLink = (live: ExchangeLive | null) => (live?.up === false ? fault(live.reason) : undefined)

/** What a visit that did not get in tells of them. */
export function faultOfVisit({ checks }: ExchangeFindings): Fault | undefined {
  const failed = checks.find((one) => one.mark === 'fail' && (one.check === 'pbx.reach' || one.check === 'pbx.login'))
  return failed?.check === 'pbx.login' ? fault('password') : fault(failed?.finding.split('.').at(-1))
}
