import createClient, { type Middleware } from 'openapi-fetch'
import { Problem, problemOf } from './problem'
import type { paths } from './schema'

const edge: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('X-Requested-With', 'ringcard')
    return request
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response)
    return response
  },
  onError({ error }) {
    return error instanceof Problem ? error : new Problem('offline', 0)
  },
}

/** The server, typed by its contract. Refusals are thrown as {@link Problem}. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' })
api.use(edge)

/** The body of an answer; refusals have been thrown before. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T
}

/** A key that makes a repeated POST create once. */
export function onceKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')
}

/** Whether the server answers at all; needs no session. */
export async function isServerUp(): Promise<boolean> {
  try {
    return (await fetch('/health', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

/** The masked events of a call as a file. */
export const eventsAddress = (callId: string) => `/api/calls/${encodeURIComponent(callId)}/events`

/** The masked events that were kept with a report. */
export const reportAddress = (reportId: string) => `/api/call-reports/${encodeURIComponent(reportId)}/file`

export const audioAddress = (recordingId: string) => `/api/recordings/${encodeURIComponent(recordingId)}/audio`

/** The same to keep as a file. */
export const downloadAddress = (recordingId: string) => `${audioAddress(recordingId)}?download=true`

type Asked = Record<string, string | number | boolean | undefined>

function withQuery(path: string, query: Asked): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value))
  return `${path}?${params.toString()}`
}

/** The filtered log as a file. */
export const exportAddress = (query: Asked) => withQuery('/api/calls/export', query)

/** The filtered desk of missed callers as a file. */
export const missedFileAddress = (query: Asked) => withQuery('/api/missed/export', query)

/** The durations report as a worksheet. */
export const durationsFileAddress = (query: Asked) => withQuery('/api/reports/durations.xlsx', query)
