export interface Span {
  from: number
  to: number
}

/** Quieter than this nobody speaks: noise of the line. */
const LOUDEST = 0.03
const SHORTEST_SECONDS = 2

/** What is left of a pause when it is skipped, so that words do not run into each other. */
const BREATH_SECONDS = 0.3

/** Where no lane has a voice for a while. */
export function silencesOf(lanes: number[][], seconds: number): Span[] {
  const slices = lanes[0]?.length ?? 0
  const spans: Span[] = []
  let start: number | null = null
  for (let slice = 0; slice <= slices; slice += 1) {
    const quiet = slice < slices && lanes.every((lane) => (lane[slice] ?? 0) <= LOUDEST)
    if (quiet && start === null) start = slice
    if (!quiet && start !== null) {
      const span = { from: (start / slices) * seconds, to: (slice / slices) * seconds }
      if (span.to - span.from >= SHORTEST_SECONDS) spans.push(span)
      start = null
    }
  }
  return spans
}

/** Where to go on when this moment lies in a pause; null when it does not. */
export function nextSound(spans: Span[], at: number): number | null {
  const span = spans.find((one) => at >= one.from + BREATH_SECONDS && at < one.to - BREATH_SECONDS)
  return span ? span.to - BREATH_SECONDS : null
}
