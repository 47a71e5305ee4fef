import type { DiallingSettings } from '../api/types'

/** The rules as they are typed. */
export interface RulesDraft {
  countries: string
  perMinute: string
  premium: boolean
  prefixes: { from: string; to: string }[]
}

export const draftOf = (rules: DiallingSettings): RulesDraft =>
  ({ countries: rules.countries.join(', '), perMinute: String(rules.perMinute), premium: rules.premium, prefixes: rules.prefixes })

/** Beginnings written one after the other, with or without commas and plus. */
export const countriesOf = (typed: string): string[] => [
  ...new Set(typed.split(/[\s,;]+/).filter(Boolean).map((one) => (one.startsWith('+') ? one : `+${one}`))),
]

/** What was typed, as the server takes it; a missing number is sent as 0 and refused there. */
export const rulesOf = (draft: RulesDraft) => ({
  countries: countriesOf(draft.countries),
  perMinute: Number(draft.perMinute) || 0,
  premium: draft.premium,
  prefixes: draft.prefixes.filter((prefix) => prefix.from !== ''),
})
