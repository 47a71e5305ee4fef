/** Addresses hold plain words, never JSON: /calls?operator=3&from=2026-11-25. */
export function readSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search))
}

export function writeSearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') params.set(key, value)
  }
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

export const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
