import { createContext, type KeyboardEvent as Pressed, useContext, useLayoutEffect, useRef, useState } from 'react'

const NO_TEXT = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'file', 'color', 'image'])

/** Whether typing goes into this element: radios and segmented controls are not fields. */
export function isField(element: EventTarget | null): boolean {
  if (!(element instanceof HTMLElement)) return false
  if (element.isContentEditable || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return true
  return element instanceof HTMLInputElement && !NO_TEXT.has(element.type)
}

/** What a key does; `false` leaves the key to the browser. */
export type Keys = Record<string, (event: KeyboardEvent) => unknown>

type Press = (event: KeyboardEvent) => void

/** The part of the page that hot keys belong to. */
export const KeyPlace = createContext<Set<Press> | null>(null)

/** A part of the page whose hot keys come before all others while it has the focus; those with Alt are the same everywhere. */
export function useKeyPlace() {
  const [place] = useState(() => new Set<Press>())
  return { place, onKeyDown: ({ nativeEvent }: Pressed) => nativeEvent.altKey || place.forEach((press) => press(nativeEvent)) }
}

/**
 * Hot keys by physical key (`KeyboardEvent.code`), so that they live on the Russian layout. A plain code such as
 * `Digit1` or `KeyC` fires bare while no field has the focus, and with Alt everywhere; `Ctrl+KeyK` and
 * `Ctrl+Enter` fire everywhere (Cmd on a Mac). They work from the moment in which they are shown.
 */
export function useKeys(keys: Keys, enabled = true) {
  const current = useRef(keys)
  const place = useContext(KeyPlace)
  useLayoutEffect(() => {
    current.current = keys
  })
  useLayoutEffect(() => {
    if (!enabled) return
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      const handler = current.current[nameOf(event)]
      if (!handler) return
      if (handler(event) !== false) event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    place?.add(listen)
    return () => {
      document.removeEventListener('keydown', listen)
      place?.delete(listen)
    }
  }, [enabled, place])
}

function nameOf(event: KeyboardEvent): string {
  const code = event.code.replace(/^Numpad(\d)$/, 'Digit$1').replace(/^NumpadEnter$/, 'Enter')
  if (event.ctrlKey || event.metaKey) return event.altKey || event.shiftKey ? '' : `Ctrl+${code}`
  if (event.altKey) return event.shiftKey ? '' : code
  return isField(event.target) ? '' : code
}
