import { Button } from '@mantine/core'
import { IconDownload, IconRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { reportAddress } from '../api/client'
import { Problem } from '../api/problem'
import type { CallReport } from '../api/types'
import { count, dayAndTime } from '../ui/format'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { reportsQuery } from './stories'
import classes from './reports.module.css'

/** Calls that somebody holds to be told wrongly, with what was heard of them. */
export function ReportsSection() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: reports, error, refetch } = useQuery(reportsQuery)
  return (
    <Page title={t('settings.section.reports')} note={reports && reports.length > 0 ? count(reports.length) : undefined}>
      {error ? <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
        : !reports ? <Skeleton />
          : reports.length === 0 ? <Empty title={t('reports.empty')}>{t('reports.emptyNext')}</Empty>
            : (
              <div className={classes.reports}>
                <p>{t('reports.note')}</p>
                <table>
                  <thead>
                    <tr><th>{t('reports.at')}</th><th>{t('reports.by')}</th><th>{t('reports.remark')}</th><th /></tr>
                  </thead>
                  <tbody>{reports.map((one) => <Row key={one.id} report={one} />)}</tbody>
                </table>
              </div>
            )}
    </Page>
  )
}

function Row({ report }: { report: CallReport }) {
  const { t } = useTranslation()
  return (
    <tr data-testid="call-report" data-id={report.id}>
      <td>{dayAndTime(report.at)}</td>
      <td>{report.by.name}</td>
      <td className={classes.remark}>{report.remark}</td>
      <td className={classes.acts}>
        <Button component={Link} to="/calls/$id/story" params={{ id: report.call } as never} size="compact-sm" leftSection={<IconRoute size={14} />} data-testid="report-story">{t('reports.open')}</Button>
        <Button component="a" href={reportAddress(report.id)} download size="compact-sm" leftSection={<IconDownload size={14} />} data-testid="report-file">{t('reports.file')}</Button>
      </td>
    </tr>
  )
}
