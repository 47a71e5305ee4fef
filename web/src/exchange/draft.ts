import type { Exchange, NewExchange } from '../api/types'

/** What is typed about an exchange; lists stand in one line, an empty secret leaves the one that is set. */
export interface Draft {
  name: string
  host: string
  port: string
  tls: boolean
  certificate: string
  user: string
  secret: string
  channel: string
  context: string
  recordings: string
  cel: string
  phones: string
  trunks: string
  ownNumbers: string
  region: string
}

export const EMPTY: Draft = {
  name: '', host: '', port: '5038', tls: false, certificate: '', user: 'ringcard', secret: '', channel: 'PJSIP/%s', context: 'click-to-call',
  recordings: '/var/spool/asterisk/monitor', cel: '', phones: '', trunks: '', ownNumbers: '', region: 'RU',
}

export const draftOf = (one: Exchange): Draft => ({
  name: one.name, host: one.host ?? '', port: String(one.port), tls: one.tls, certificate: one.certificate ?? '', user: one.user ?? '', secret: '', channel: one.channel,
  context: one.context, recordings: one.recordings ?? '', cel: one.cel ?? '', phones: one.phones.join(', '), trunks: one.trunks.join(', '),
  ownNumbers: one.ownNumbers.join(', '), region: one.region,
})

const list = (text: string) => text.split(/[\s,;]+/).filter(Boolean)

export const bodyOf = (draft: Draft): NewExchange => ({
  name: draft.name.trim(), host: draft.host.trim(), port: Number(draft.port), tls: draft.tls, certificate: draft.certificate.trim() || null, user: draft.user.trim(),
  secret: draft.secret, channel: draft.channel.trim(), context: draft.context.trim(), recordings: draft.recordings.trim() || null, cel: draft.cel.trim() || null,
  phones: list(draft.phones), trunks: list(draft.trunks), ownNumbers: list(draft.ownNumbers), region: draft.region.trim().toUpperCase(),
})

/** The members as a change or a trial takes them: without a secret that was not typed. */
export function changesOf(draft: Draft) {
  const { secret, ...rest } = bodyOf(draft)
  return secret === '' ? rest : { ...rest, secret }
}

/** A secret goes to no other place than the one for which it was typed. */
export const isMoved = (draft: Draft, one: Exchange) => {
  const before = draftOf(one)
  return draft.tls !== before.tls || (['host', 'port', 'user'] as const).some((field) => draft[field].trim() !== before[field])
}

/** The required fields that are still empty; a set secret need not be typed again. */
export const isWhole = (draft: Draft, secretSet: boolean) =>
  [draft.name, draft.host, draft.port, draft.user].every((text) => text.trim() !== '') && (secretSet || draft.secret !== '')
