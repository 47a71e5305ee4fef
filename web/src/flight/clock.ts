import { MOMENT, SECOND } from './segments'

/** A stretch of the picture, in microseconds; null while it goes on. */
export interface Part {
  from: number
  to: number | null
}

/** Seconds that the row says, and the stretches that it counts by them. */
export interface Figure {
  exact: number
  parts: Part[]
}

/**
 * Shows whole seconds since the first event. Every length is the difference of what it shows at both ends, so that whoever adds
 * up adds up right.
 */
export interface Clock {
  read: (at: number) => number
  between: (part: Part) => number | null
}

/** Where in a second the clock may be set to begin; the middle first, which is to round. */
const SETTINGS = [...Array(19).keys()].map((i) => 0.5 + (i % 2 === 0 ? 1 : -1) * Math.ceil(i / 2) * 0.05)

/** What comes in one moment is shown as one second; of its settings the clock has that by which most figures are those of the row. */
export function clockOf(times: number[], figures: Figure[] = []): Clock {
  const moments = momentsOf(times)
  const clocks = SETTINGS.map((setting) => clock(moments, setting))
  const right = (one: Clock) => figures.filter(({ exact, parts }) => Math.round(exact) === sum(one, parts)).length
  return clocks.reduce((best, one) => (right(one) > right(best) ? one : best))
}

export const sum = (clock: Clock, parts: Part[]) => parts.reduce((total, part) => total + (clock.between(part) ?? 0), 0)

function clock(moments: number[], setting: number): Clock {
  const first = moments[0] ?? 0
  const read = (at: number) => Math.floor(((moments.findLast((moment) => moment <= at) ?? at) - first) / SECOND + setting)
  return { read, between: ({ from, to }) => (to === null ? null : read(to) - read(from)) }
}

function momentsOf(times: number[]): number[] {
  const moments: number[] = []
  for (const time of [...times].sort((a, b) => a - b)) {
    if (moments.length === 0 || time - moments.at(-1)! >= MOMENT) moments.push(time)
  }
  return moments
}
