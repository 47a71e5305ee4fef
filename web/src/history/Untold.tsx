import { useTranslation } from 'react-i18next'
import type { ImportUntold } from '../api/types'
import { count } from '../ui/format'
import classes from './history.module.css'

const REASONS = ['broken', 'fields', 'time', 'id', 'number', 'duration', 'text', 'party', 'none', 'beginning', 'underWay', 'endUnknown', 'refused'] as const

/** What could not be told, by reason, with the first few of each as the exchange wrote them. */
export function Untold({ untold }: { untold: ImportUntold[] }) {
  const { t } = useTranslation()
  if (untold.length === 0) return null
  return (
    <section className={classes.untold} aria-label={t('history.untold')}>
      <h3>{t('history.untold')}</h3>
      {untold.map((one) => {
        const reason = REASONS.find((known) => known === one.reason) ?? 'broken'
        return (
          <details key={one.reason} data-testid="import-untold" data-reason={one.reason}>
            <summary>
              <span>{t(`history.reason.${reason}`)}</span>
              <span className={classes.figure}>{count(one.number)}</span>
            </summary>
            <p className={classes.soft}>{t(`history.what.${reason}`)}</p>
            <ul>{one.samples.map((sample, i) => <li key={i}><code>{sample}</code></li>)}</ul>
          </details>
        )
      })}
    </section>
  )
}
