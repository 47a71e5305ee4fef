import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { count, dayAndTime } from '../ui/format'
import { useProblemWords } from '../ui/problem-words'
import { toastFailed } from '../ui/toast'
import { pastQuery, useReadPast } from './numbering'
import classes from './numbering.module.css'

/** Offers to read all past calls by the rules that are in force, and tells how far that is. */
export function PastCalls({ pbx }: { pbx: string }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: run } = useQuery(pastQuery(pbx))
  const start = useReadPast(pbx)
  const isRunning = run?.state === 'running'
  return (
    <section className={classes.past} data-testid="past-calls" data-state={run?.state}>
      <h2>{t('numbering.past')}</h2>
      <p className={classes.note}>{t('numbering.pastNote')}</p>
      <Button size="xs" loading={start.isPending || isRunning} onClick={() => start.mutate(undefined, { onError: (thrown) => toastFailed(words(Problem.of(thrown))) })} data-testid="past-start">{t('numbering.pastStart')}</Button>
      {run?.startedAt && run.state !== 'none' && (
        <p role="status" className={run.state === 'failed' ? classes.wrong : classes.note}>
          {t(`numbering.run.${run.state}`, { calls: count(run.calls), changed: count(run.changed), at: dayAndTime(run.endedAt ?? run.startedAt) })}
        </p>
      )}
    </section>
  )
}
