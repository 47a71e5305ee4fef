import type { Deal } from '../api/types'
import type { DealChange } from './deals'

/** What is being written about a deal, as the fields hold it. */
export interface DealDraft {
  title: string
  amount: string
  currency: string
  owner: string | null
  /** Id of an entry of the book. */
  source: string
  expectedOn: string
  description: string
}

export const CURRENCIES = ['RUB', 'USD', 'EUR', 'KZT', 'BYN', 'CNY']

export const draftOf = (deal: Deal): DealDraft => ({
  title: deal.title,
  amount: deal.amount?.replace(/\.00$/, '') ?? '',
  currency: deal.currency,
  owner: deal.owner?.id ?? null,
  source: deal.source?.id ?? '',
  expectedOn: deal.expectedOn ?? '',
  description: deal.description ?? '',
})

export const emptyDraft = (owner: string): DealDraft => ({ title: '', amount: '', currency: 'RUB', owner, source: '', expectedOn: '', description: '' })

/** Digits as people write them: spaces between, a comma for the point. */
export const plainSum = (typed: string) => typed.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
export const isSum = (typed: string) => typed.trim() === '' || /^\d{1,12}(\.\d{1,2})?$/.test(plainSum(typed))

const values = (draft: DealDraft) => ({
  title: draft.title.trim(),
  amount: plainSum(draft.amount) || null,
  currency: draft.currency,
  owner: draft.owner,
  source: draft.source || null,
  expectedOn: draft.expectedOn || null,
  description: draft.description.trim() || null,
})

export const freshOf = (draft: DealDraft) => values(draft)

/** Only what was changed here: what a colleague wrote meanwhile in other fields stays. */
export function changeOf(before: DealDraft, after: DealDraft): DealChange {
  const old = values(before)
  return Object.fromEntries(Object.entries(values(after)).filter(([key, value]) => old[key as keyof typeof old] !== value))
}
