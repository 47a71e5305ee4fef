import type { ImportSource } from '../api/types'

export type Kind = ImportSource['kind']

/** The form as it is typed. */
export interface Draft {
  kind: Kind
  /** Id; empty until it is chosen. */
  exchange: string
  host: string
  port: string
  database: string
  user: string
  password: string
}

export const PORTS = { mariadb: '3306', postgresql: '5432' } as const

/** As FreePBX calls them. */
export const EMPTY: Draft = { kind: 'mariadb', exchange: '', host: '', port: '', database: 'asteriskcdrdb', user: '', password: '' }

const owner = ({ exchange }: Draft) => (exchange === '' ? {} : { exchange })

export const sourceOf = (draft: Draft, upload: string | undefined): ImportSource =>
  draft.kind === 'files'
    ? { kind: 'files', ...owner(draft), upload: upload ?? '' }
    : { kind: draft.kind, ...owner(draft), host: draft.host.trim(), port: draft.port === '' ? null : Number(draft.port), database: draft.database.trim(), user: draft.user.trim(), password: draft.password }

/** A time as the exchange wrote it, in its own zone, or as seconds since 1970: its day. */
export function dayOf(written: string): Date | null {
  const at = /^\d+(\.\d+)?$/.test(written) ? new Date(Number(written) * 1000) : new Date(`${written.slice(0, 10)}T12:00:00Z`)
  return Number.isNaN(at.getTime()) ? null : at
}
