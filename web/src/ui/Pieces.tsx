import {
  IconCalendarEvent, IconCheck, IconClock, IconCoins, IconFileText, IconFlag, IconPhoneOff, IconRepeat, IconUserPlus, IconX,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ButtonHTMLAttributes, CSSProperties, ReactNode, Ref } from 'react'
import classes from './ui.module.css'

/** The cap of a key, shown on what it presses. */
export function Key({ children, onAccent }: { children: ReactNode; onAccent?: boolean }) {
  return <kbd className={`${classes.key} ${onAccent ? classes.onAccent : ''}`} aria-hidden="true">{children}</kbd>
}

export type Tone = 'plain' | 'overdue' | 'today' | 'done' | 'missed'

export function Chip({ tone = 'plain', icon: Icon, children }: { tone?: Tone; icon?: TablerIcon; children: ReactNode }) {
  return (
    <span className={classes.chip} data-tone={tone}>
      {Icon && <Icon size={13} stroke={1.75} aria-hidden="true" />}
      {children}
    </span>
  )
}

const GLYPHS: TablerIcon[] = [
  IconPhoneOff, IconRepeat, IconFileText, IconCoins, IconCheck, IconUserPlus, IconClock, IconFlag, IconX, IconCalendarEvent,
]

export const solid = (color: number) => `var(--c${color})`
export const tint = (color: number) => `var(--c${color}-tint)`
export const ink = (color: number) => `var(--c${color}-ink)`

/** Tint, glyph and word in a colour of the settings. */
export function ColorChip({ color, children }: { color: number; children: ReactNode }) {
  const Glyph = GLYPHS[color - 1] ?? IconCheck
  return (
    <span className={classes.chip} style={{ background: tint(color), color: ink(color) }}>
      <Glyph size={13} stroke={1.75} aria-hidden="true" />
      {children}
    </span>
  )
}

export function Square({ color }: { color: number }) {
  return <i className={classes.square} style={{ background: solid(color) }} aria-hidden="true" />
}

export function WithSquare({ color, children }: { color: number; children: ReactNode }) {
  return (
    <span className={classes.withSquare}>
      <Square color={color} />
      <span>{children}</span>
    </span>
  )
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: TablerIcon
  label: string
  framed?: boolean
  ref?: Ref<HTMLButtonElement>
}

export function IconButton({ icon: Icon, label, framed, ...rest }: IconButtonProps) {
  return (
    <button type="button" className={classes.iconButton} aria-label={label} title={label} data-framed={framed || undefined} {...rest}>
      <Icon size={16} stroke={1.75} aria-hidden="true" />
    </button>
  )
}

/** Fill that pales with the days since the last talk; always behind a date. */
export function freshness(daysAgo: number | null): CSSProperties {
  if (daysAgo === null) return {}
  const share = 2 ** (-Math.max(0, daysAgo) / 7)
  return { background: `color-mix(in oklab, var(--fresh) calc(${share.toFixed(3)} * var(--fresh-max)), var(--surface))` }
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes.empty} data-testid="empty">
      <strong>{title}</strong>
      {children}
    </div>
  )
}

export function Skeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div className={classes.skeleton} aria-busy="true">
      {Array.from({ length: rows }, (_, i) => <i key={i} style={{ '--n': (i * 3) % 5 } as CSSProperties} />)}
    </div>
  )
}

export function Page({ title, note, tools, children }: { title: ReactNode; note?: ReactNode; tools?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.page}>
      <header className={classes.pageHead}>
        <h1>{title}</h1>
        {note && <span className={classes.pageNote}>{note}</span>}
        <span className={classes.spring} />
        {tools}
      </header>
      {children}
    </section>
  )
}

export function Section({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2 className={classes.sectionHead}>
        <span>{title}</span>
        {aside !== undefined && <span>{aside}</span>}
      </h2>
      {children}
    </section>
  )
}

export function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <dl className={classes.facts}>
      {rows.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
