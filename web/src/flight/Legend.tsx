import { useTranslation } from 'react-i18next'
import type { CallStory } from '../api/types'
import classes from './flight.module.css'
import { JOINS, type Row } from './rows'
import { segmentsOf } from './segments'

const BARS = ['call', 'ring', 'wait', 'talk', 'hold', 'consult', 'park', 'present'] as const

/** What the signs of this picture mean; those that are not in it are left out. */
export function Legend({ story, rows }: { story: CallStory; rows: Row[] }) {
  const { t } = useTranslation('flight')
  const seen = new Set(segmentsOf(story).flat().map((segment) => segment.doing))
  const arrows = rows.filter((row) => row.step.lane !== null && row.step.to !== null)
  const hasApart = rows.some((row) => row.decisions.some((one) => one.apart))
  return (
    <ul className={classes.legend} aria-label={t('legend.title')} data-testid="story-legend">
      {BARS.filter((doing) => seen.has(doing)).map((doing) => (
        <li key={doing}><span className={classes.cell}><i data-doing={doing} /></span>{t(`legend.${doing}`)}</li>
      ))}
      {arrows.some((row) => !JOINS.has(row.step.what)) && <li><span className={classes.sampleArrow} aria-hidden="true" />{t('legend.arrow')}</li>}
      {arrows.some((row) => JOINS.has(row.step.what)) && <li><span className={classes.sampleArrow} data-both aria-hidden="true" />{t('legend.together')}</li>}
      <li><span className={classes.sampleDot} aria-hidden="true" />{t('legend.dot')}</li>
      {rows.some((row) => row.pause !== null) && <li><b>+0:05</b>{t('legend.pause')}</li>}
      <li><b className={classes.sampleStrong}>{t('legend.sample')}</b>{t('legend.strong')}</li>
      <li><b>{t('legend.sample')}</b>{t('legend.pale')}</li>
      <li><b className={classes.sampleDecision}>→</b>{t('legend.decided')}</li>
      <li>{t('legend.scale')}</li>
      {hasApart && <li><b className={classes.sampleApart}>→</b>{t('legend.apart')}</li>}
    </ul>
  )
}
