import { useState } from 'react'
import { isChimeOn, setChime } from '../ui/chime'

/** Asking is possible once, by a press of the person; afterwards the browser's own settings decide. */
export function useNotices() {
  const [state, setState] = useState(() => ('Notification' in window ? Notification.permission : 'denied'))
  return { state, ask: state === 'default' ? () => void Notification.requestPermission().then(setState) : null }
}

export function useSound() {
  const [on, setOn] = useState(isChimeOn)
  const toggle = () => {
    setChime(!on)
    setOn(!on)
  }
  return { on, toggle }
}
