import { daysBetween } from './zone'

export type Due = 'overdue' | 'today' | 'ahead'

/** Overdue as soon as its time has passed; today is what is left of this day of the installation. The server counts likewise. */
export function dueOf(at: string, now = Date.now()): Due {
  const moment = Date.parse(at)
  if (moment < now) return 'overdue'
  return daysBetween(now, moment) === 0 ? 'today' : 'ahead'
}

/** The look of a chip that says when. */
export function toneOf(at: string, now = Date.now()): 'overdue' | 'today' | 'plain' {
  const due = dueOf(at, now)
  return due === 'ahead' ? 'plain' : due
}
