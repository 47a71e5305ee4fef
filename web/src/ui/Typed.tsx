import { Input } from '@mantine/core'
import { useEffect, useState } from 'react'
import classes from './ui.module.css'

interface TypedProps {
  testid: string
  name: string
  value: string | undefined
  onType: (value: string | undefined) => void
}

/** A filter that is typed: holds once Enter is pressed or the field is left. */
export function Typed({ testid, name, value, onType }: TypedProps) {
  const [text, setText] = useState(value ?? '')
  useEffect(() => setText(value ?? ''), [value])
  const done = () => {
    if ((value ?? '') !== text.trim()) onType(text.trim() || undefined)
  }
  return (
    <Input size="xs" className={classes.typed} aria-label={name} placeholder={name} value={text} data-testid={testid}
      onChange={(event) => setText(event.currentTarget.value)} onBlur={done} onKeyDown={(event) => event.key === 'Enter' && done()} />
  )
}
