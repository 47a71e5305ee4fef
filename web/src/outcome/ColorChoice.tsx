import { useTranslation } from 'react-i18next'
import { solid } from '../ui/Pieces'
import classes from './OutcomesSection.module.css'

const COLORS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/** One of the ten colours, by mouse or arrow keys. */
export function ColorChoice({ value, onColor }: { value: number; onColor: (color: number) => void }) {
  const { t } = useTranslation()
  return (
    <span className={classes.colors} role="radiogroup" aria-label={t('outcome.set.color')}>
      {COLORS.map((color) => (
        <label key={color} className={classes.color} style={{ background: solid(color) }} title={t(`color.${color}`)}>
          <input type="radio" name="color" aria-label={t(`color.${color}`)} checked={color === value} onChange={() => onColor(color)} data-testid={`color-${color}`} />
        </label>
      ))}
    </span>
  )
}
