import type { CardThen, Client, ClientPatch } from '../api/types'
import { written } from '../ui/catch-up'

/** A number or an address as it stands in the form, however it was typed. */
export interface Reach {
  value: string
  label: string
}

/** What the form holds; empty text for what is not there. What is chosen stands as its id. */
export interface Draft {
  kind: Client['kind']
  name: string
  company: string
  position: string
  phones: Reach[]
  emails: Reach[]
  source: string
  status: string
  about: string
  owner: string
}

export type Field = keyof Draft

export const EMPTY_DRAFT: Draft = { kind: 'person', name: '', company: '', position: '', phones: [], emails: [], source: '', status: '', about: '', owner: '' }

export function draftOf(client: Omit<CardThen, 'id' | 'companyId'>): Draft {
  return {
    kind: client.kind,
    name: client.name,
    company: client.company ?? '',
    position: client.position ?? '',
    phones: client.phones.map((one) => ({ value: one.number, label: one.label ?? '' })),
    emails: client.emails.map((one) => ({ value: one.address, label: one.label ?? '' })),
    source: client.source?.id ?? '',
    status: client.status?.id ?? '',
    about: client.about ?? '',
    owner: client.owner?.id ?? '',
  }
}

/** Rows in which nothing was typed are not sent; the others keep their order. */
export const filled = (reaches: Reach[]) => reaches.filter((one) => one.value.trim() !== '')

export type Changes = Omit<ClientPatch, 'version'>

/** The members of a request that differ from where the person began. */
export function changesOf(base: Draft, draft: Draft): Changes {
  const text = (value: string) => value.trim() || null
  const sent: Changes = {
    kind: draft.kind,
    name: draft.name.trim(),
    company: text(draft.company),
    position: text(draft.position),
    phones: filled(draft.phones).map((one) => ({ number: plainNumber(one.value), label: text(one.label) })),
    emails: filled(draft.emails).map((one) => ({ address: one.value.trim(), label: text(one.label) })),
    source: draft.source || null,
    status: draft.status || null,
    about: text(draft.about),
    owner: draft.owner || null,
  }
  return Object.fromEntries(written(base, draft).map((field) => [field, sent[field]]))
}

/** Pasted numbers bring their own spaces and dashes; what is no part of a number stays, for the server to refuse. */
export const plainNumber = (typed: string) => typed.trim().replace(/[\s\u00a0\u202f]+/g, ' ').replace(/[\u2010-\u2015\u2212]/g, '-')
