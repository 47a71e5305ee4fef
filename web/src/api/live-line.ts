import { fold, LIVE_EVENTS, type LiveMessage, type LiveState } from './live-fold'

const RETRY_MILLIS = [1000, 2000, 4000, 8000, 15000]

/**
 * The one EventSource of a person, with as many listeners as tabs. The browser reconnects by itself and sends
 * Last-Event-ID; when it gives up (the server answered with an error) the line tries again and gets a snapshot.
 */
export class LiveLine {
  private source: EventSource | null = null
  private user: string | null = null
  private state: LiveState | null = null
  private link: { up: boolean; since: string } | null = null
  private failures = 0
  private retry: ReturnType<typeof setTimeout> | undefined
  private readonly listeners = new Set<(message: LiveMessage) => void>()

  join(listener: (message: LiveMessage) => void) {
    this.listeners.add(listener)
    if (this.state) listener({ kind: 'event', name: 'snapshot', data: this.state })
    if (this.link) listener({ kind: 'link', ...this.link })
  }

  leave(listener: (message: LiveMessage) => void) {
    this.listeners.delete(listener)
    if (this.listeners.size === 0) this.close()
  }

  open(user: string) {
    if (this.source && this.source.readyState !== EventSource.CLOSED && this.user === user) return
    this.close()
    this.user = user
    this.connect()
  }

  close() {
    clearTimeout(this.retry)
    this.source?.close()
    this.source = null
    this.user = null
    this.state = null
    this.link = null
    this.failures = 0
  }

  /** Signed out: every tab asks again who it is. */
  end() {
    this.close()
    this.tell({ kind: 'refused' })
  }

  private connect() {
    const source = new EventSource('/api/push')
    this.source = source
    source.onopen = () => {
      this.failures = 0
      this.setLink(true)
    }
    source.onerror = () => {
      this.setLink(false)
      if (source.readyState !== EventSource.CLOSED) return
      this.tell({ kind: 'refused' })
      const pause = RETRY_MILLIS[Math.min(this.failures++, RETRY_MILLIS.length - 1)]
      clearTimeout(this.retry)
      this.retry = setTimeout(() => {
        if (this.source === source) this.connect()
      }, pause)
    }
    for (const name of LIVE_EVENTS) {
      source.addEventListener(name, (event) => {
        const data: unknown = JSON.parse(event.data as string)
        this.state = fold(this.state ?? { cards: [], status: null }, name, data)
        this.tell({ kind: 'event', name, data })
      })
    }
  }

  private setLink(up: boolean) {
    if (this.link?.up === up) return
    this.link = { up, since: new Date().toISOString() }
    this.tell({ kind: 'link', ...this.link })
  }

  private tell(message: LiveMessage) {
    for (const listener of this.listeners) listener(message)
  }
}
