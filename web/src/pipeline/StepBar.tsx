import type { Step } from '../api/types'
import { solid } from '../ui/Pieces'
import classes from './pipeline.module.css'

/** How far the deal has come, each passed step in its colour. */
export function StepBar({ step, steps }: { step: Step; steps: Step[] }) {
  const open = steps.filter((one) => one.kind !== 'lost')
  const at = open.findIndex((one) => one.id === step.id)
  return (
    <div className={classes.stepBar} aria-hidden="true">
      {open.map((one, i) => <i key={one.id} style={i <= at ? { background: solid(one.color) } : undefined} />)}
    </div>
  )
}
