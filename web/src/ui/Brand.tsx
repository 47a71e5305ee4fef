import { IconPhoneCall } from '@tabler/icons-react'
import classes from './Brand.module.css'

const NAME = 'Ringcard'

export function Brand({ folded = false }: { folded?: boolean }) {
  return (
    <span className={classes.brand}>
      <span className={classes.sign}><IconPhoneCall size={13} stroke={2} aria-hidden="true" /></span>
      {!folded && <span>{NAME}</span>}
    </span>
  )
}
