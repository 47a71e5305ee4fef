import { Link } from '@tanstack/react-router'
import type { ClientRef } from '../api/types'

/** Company first in lists, because one company has many people. */
export const firmOf = (client: ClientRef) => client.company ?? client.name
export const personOf = (client: ClientRef) => (client.company && client.company !== client.name ? client.name : null)

export function ClientLink({ client }: { client: ClientRef }) {
  return (
    <Link to="/clients/$id" params={{ id: client.id }} onClick={(event) => event.stopPropagation()}>{client.name}</Link>
  )
}
