/** Q.850 hangup causes that exchanges send, by their number. */
export const CAUSES = {
  1: 'unallocated', 3: 'noRoute', 16: 'normal', 17: 'busy', 18: 'noResponse', 19: 'noAnswer', 20: 'absent', 21: 'rejected', 22: 'changed',
  26: 'elsewhere', 27: 'outOfOrder', 28: 'incomplete', 31: 'normal', 34: 'congestion', 38: 'network', 41: 'network', 42: 'congestion', 50: 'notSubscribed', 58: 'codec', 88: 'codec', 102: 'timer', 127: 'unknown',
} as const

export type Cause = (typeof CAUSES)[keyof typeof CAUSES]

export const causeOf = (code: number): Cause | null => (CAUSES as Record<number, Cause>)[code] ?? null
