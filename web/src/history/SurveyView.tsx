import { Button } from '@mantine/core'
import { IconDatabaseImport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ImportExtent, ImportSurvey } from '../api/types'
import { count, day } from '../ui/format'
import { Buttons } from '../ui/Form'
import { dayOf } from './draft'
import classes from './history.module.css'

interface Props {
  survey: ImportSurvey
  files: boolean
  busy: boolean
  pending: boolean
  onStart: () => void
}

/** What would be taken over, before anything is. */
export function SurveyView({ survey, files, busy, pending, onStart }: Props) {
  const { t } = useTranslation()
  const { details, events } = survey
  const empty = details.rows === 0 && events.rows === 0
  return (
    <div className={classes.survey} role="status" data-testid="import-survey">
      <strong>{t(empty ? 'history.nothing' : 'history.found')}</strong>
      {!empty && (
        <>
          <dl>
            <Extent name={t('history.details')} extent={details} />
            <Extent name={t('history.events')} extent={events} />
          </dl>
          <p className={classes.soft}>{t(events.rows === 0 ? (files ? 'history.withoutEventFiles' : 'history.withoutEvents') : details.rows === 0 ? 'history.withoutDetails' : 'history.withBoth')}</p>
          <Buttons>
            <Button variant="filled" leftSection={<IconDatabaseImport size={16} stroke={1.75} />} loading={pending} disabled={busy} onClick={onStart} data-testid="import-start">
              {t('history.start')}
            </Button>
            <span className={classes.soft}>{t(busy ? 'history.busy' : 'history.startNote')}</span>
          </Buttons>
        </>
      )}
    </div>
  )
}

function Extent({ name, extent }: { name: string; extent: ImportExtent }) {
  const { t } = useTranslation()
  const first = extent.first === null ? null : dayOf(extent.first)
  const last = extent.last === null ? null : dayOf(extent.last)
  return (
    <>
      <dt>{name}</dt>
      <dd className={classes.figure}>{count(extent.rows)}</dd>
      <dd>{first && last ? t('history.period', { first: day(first), last: day(last) }) : t('history.none')}</dd>
    </>
  )
}
