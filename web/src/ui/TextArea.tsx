import { Input } from '@mantine/core'
import type { Ref, TextareaHTMLAttributes } from 'react'
import classes from './ui.module.css'

interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'size'> {
  label: string
  error?: string | false | null
  ref?: Ref<HTMLTextAreaElement>
}

/** A field of several lines that grows with its text by the browser's own means. */
export function TextArea({ label, error, ref, ...rest }: TextAreaProps) {
  return (
    <div>
      <Input component="textarea" ref={ref} aria-label={label} aria-invalid={Boolean(error)} error={Boolean(error)} classNames={{ input: classes.textArea }} multiline {...rest} />
      {error && <p className={classes.fieldError} role="alert">{error}</p>}
    </div>
  )
}
