import type { LiveMessage, LiveOrder } from './live-fold'
import { canElect, openElected } from './live-elected'
import { LiveLine } from './live-line'

export interface Live {
  /** Ends the line for all tabs of this browser: at sign-out. */
  close(): void
  /** This tab goes away. */
  leave(): void
}

/** Joins the line of this person, shared by all tabs: in a shared worker, or else in one tab for all. */
export function openLive(user: string, listener: (message: LiveMessage) => void): Live {
  if (typeof SharedWorker === 'function') return shared(user, listener)
  return canElect() ? openElected(user, listener) : direct(user, listener)
}

function shared(user: string, listener: (message: LiveMessage) => void): Live {
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), { type: 'module', name: 'ringcard' })
  const send = (order: LiveOrder) => worker.port.postMessage(order)
  worker.port.onmessage = ({ data }: MessageEvent<LiveMessage>) => listener(data)
  worker.port.start()
  send({ order: 'open', user })
  const leave = () => {
    send({ order: 'leave' })
    worker.port.onmessage = null
  }
  addEventListener('pagehide', leave, { once: true })
  return { close: () => send({ order: 'close' }), leave }
}

function direct(user: string, listener: (message: LiveMessage) => void): Live {
  const line = new LiveLine()
  line.join(listener)
  line.open(user)
  return { close: () => line.end(), leave: () => line.leave(listener) }
}
