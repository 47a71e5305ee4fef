/**
 * What the server refused and why, as it came: slugs without a sentence. `offline` is our own slug for a server
 * that did not answer at all.
 */
export class Problem extends Error {
  constructor(
    readonly type: string,
    readonly status: number,
    readonly field?: string,
    readonly reason?: string,
    readonly params: Record<string, unknown> = {},
  ) {
    super([type, field, reason].filter(Boolean).join(' '))
  }

  static of(thrown: unknown): Problem {
    return thrown instanceof Problem ? thrown : new Problem('internal', 0)
  }
}

/** Reads a problem JSON; anything else (a proxy's page, an empty body) is named by its status alone. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const said = body !== null && typeof body === 'object' ? (body as Record<string, unknown>) : {}
  const params = isRecord(said.params) ? { ...said.params } : {}
  const retry = Number(response.headers.get('Retry-After'))
  if (retry > 0 && params.retryAfterSeconds === undefined) params.retryAfterSeconds = retry
  return new Problem(
    text(said.type) ?? byStatus(response.status),
    response.status,
    text(said.field),
    text(said.reason),
    params,
  )
}

function byStatus(status: number): string {
  const slugs: Record<number, string> = {
    400: 'invalid', 401: 'unauthenticated', 403: 'forbidden', 404: 'not-found', 409: 'conflict',
    413: 'too-large', 422: 'invalid', 429: 'too-many', 502: 'offline', 503: 'unavailable', 504: 'offline',
  }
  return slugs[status] ?? 'internal'
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
