import { useEffect, useState } from 'react'

/** As long as hands take to notice that the keys belong to another card; in milliseconds. */
const NOTICED = 400

/**
 * The card that has the keys of outcomes. When they come to it by themselves, because a call was answered or a colleague wrote
 * the outcome of the card above it, nobody has them for a moment: what is pressed then was meant for what stood there before.
 */
export function useSettled(wanted: string | undefined, byHand: boolean): string | undefined {
  const [settled, setSettled] = useState(wanted)
  const atOnce = byHand || wanted === undefined
  useEffect(() => {
    if (settled === wanted) return
    const timer = setTimeout(() => setSettled(wanted), atOnce ? 0 : NOTICED)
    return () => clearTimeout(timer)
  }, [settled, wanted, atOnce])
  return atOnce || settled === wanted ? wanted : undefined
}
