import type { LiveMessage, LiveOrder } from './live-fold'
import { LiveLine } from './live-line'

// One line for all tabs: a browser allows six connections to an HTTP/1.1 server, one each would hang the seventh tab.
const line = new LiveLine()

addEventListener('connect', (event) => {
  const port = (event as MessageEvent).ports[0]
  if (!port) return
  const listener = (message: LiveMessage) => port.postMessage(message)
  line.join(listener)
  port.onmessage = ({ data }: MessageEvent<LiveOrder>) => {
    if (data.order === 'open') line.open(data.user)
    else if (data.order === 'close') line.end()
    else line.leave(listener)
  }
  port.start()
})
