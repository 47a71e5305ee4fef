import type { ReactNode } from 'react'
import classes from './Form.module.css'

/** One column of fields under a heading, as wide as a sentence is easily read. */
export function FormGroup({ title, note, children }: { title: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.group}>
      <h2>{title}</h2>
      {note && <p className={classes.note}>{note}</p>}
      {children}
    </section>
  )
}

/** What a screen of settings holds: groups one below the other, scrolled together. */
export function Groups({ children }: { children: ReactNode }) {
  return <div className={classes.groups}>{children}</div>
}

/** A choice by its name, the control at the right end of the line. */
export function Line({ label, note, children }: { label: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.line}>
      <span>
        {label}
        {note && <small>{note}</small>}
      </span>
      {children}
    </div>
  )
}

/** The buttons below the fields. */
export function Buttons({ children }: { children: ReactNode }) {
  return <div className={classes.buttons}>{children}</div>
}
