import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { age, dayAndTime } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { Section, WithSquare } from '../ui/Pieces'
import { staysQuery } from './deals'
import classes from './pipeline.module.css'

/** Where the deal has been, who moved it and by which call. */
export function History({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data: stays = [] } = useQuery(staysQuery(id))
  if (stays.length === 0) return null
  return (
    <Section title={t('pipeline.history')}>
      <ol className={classes.history}>
        {stays.map((stay) => (
          <li key={stay.at + stay.step.id} data-testid="deal-stay">
            <WithSquare color={stay.step.color}>{inOwnLanguage(stay.step.label)}</WithSquare>
            <span>{age(stay.at, stay.until ? Date.parse(stay.until) : Date.now())}</span>
            <small>
              {dayAndTime(stay.at)}
              {stay.by && <> · {stay.by.name}</>}
              {stay.call && <> · <Link to="/calls" search={{ call: stay.call }}>{t('pipeline.byCall')}</Link></>}
              {stay.reason && <> · {inOwnLanguage(stay.reason.label)}</>}
            </small>
          </li>
        ))}
      </ol>
    </Section>
  )
}
