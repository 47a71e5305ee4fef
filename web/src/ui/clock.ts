import { useEffect, useState } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => listeners.forEach((tell) => tell()), 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time now, told anew each step; one timer for the whole page. */
export function useNow(stepSeconds = 1): number {
  const step = stepSeconds * 1000
  const [now, setNow] = useState(() => Date.now())
  useEffect(
    () => subscribe(() => setNow((before) => (Date.now() - before >= step - 500 ? Date.now() : before))),
    [step],
  )
  return now
}
