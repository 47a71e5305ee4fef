import type { LiveMessage, LiveOrder } from './live-fold'
import { LiveLine } from './live-line'
import type { Live } from './live'

const NAME = 'ringcard'

export const canElect = () => 'locks' in navigator && typeof BroadcastChannel === 'function'

/**
 * Where the browser has no shared workers, one tab at a time has the line and tells the others what comes; when it goes,
 * the browser gives its lock to the next one, which asks the server anew.
 */
export function openElected(user: string, listener: (message: LiveMessage) => void): Live {
  const channel = new BroadcastChannel(NAME)
  const leaving = new AbortController()
  let line: LiveLine | null = null
  const tellOthers = (message: LiveMessage) => channel.postMessage(message)

  channel.onmessage = ({ data }: MessageEvent<LiveMessage | LiveOrder>) => {
    if ('kind' in data) listener(data)
    else if (data.order === 'close') line?.end()
    else if (data.order === 'open' && line) {
      line.join(tellOthers)
      line.leave(tellOthers)
    }
  }
  const lead = () =>
    new Promise<void>((end) => {
      line = new LiveLine()
      line.join((message) => {
        listener(message)
        tellOthers(message)
      })
      line.open(user)
      leaving.signal.addEventListener('abort', () => {
        line?.close()
        end()
      })
    })
  navigator.locks.request(NAME, { signal: leaving.signal }, lead).catch((thrown: unknown) => {
    if (!leaving.signal.aborted) throw thrown
  })
  channel.postMessage({ order: 'open', user } satisfies LiveOrder)

  return {
    close: () => {
      channel.postMessage({ order: 'close' } satisfies LiveOrder)
      line?.end()
    },
    leave: () => {
      leaving.abort()
      channel.close()
    },
  }
}
