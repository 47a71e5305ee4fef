import type { Outcome } from '../api/types'
import { inOwnLanguage } from '../ui/locale'
import { ink, Key, solid, Square, tint } from '../ui/Pieces'
import classes from './OutcomeForm.module.css'

interface OutcomeButtonsProps {
  catalogue: Outcome[]
  chosen: string | null
  onChoose: (outcome: Outcome) => void
  labelledBy: string
  keysShown: boolean
}

export function OutcomeButtons({ catalogue, chosen, onChoose, labelledBy, keysShown }: OutcomeButtonsProps) {
  return (
    <div className={classes.buttons} role="group" aria-labelledby={labelledBy}>
      {catalogue.map((outcome) => {
        const on = outcome.id === chosen
        return (
          <button key={outcome.id} type="button" className={classes.outcome} aria-pressed={on} data-testid={`outcome-${outcome.key ?? outcome.id}`}
            onClick={() => onChoose(outcome)}
            style={on ? { background: tint(outcome.color), borderColor: solid(outcome.color), color: ink(outcome.color) } : undefined}>
            {keysShown && outcome.key && <Key>{outcome.key}</Key>}
            <span>{inOwnLanguage(outcome.label)}</span>
            <Square color={outcome.color} />
          </button>
        )
      })}
    </div>
  )
}
