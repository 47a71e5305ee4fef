import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { useProblemWords } from '../ui/problem-words'
import { TextArea } from '../ui/TextArea'
import { toastDone } from '../ui/toast'
import classes from './flight.module.css'
import { useReport } from './stories'

const LONGEST = 2000

/** Says what is wrong with the row; the masked events go with it. */
export function Report({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation('flight')
  const words = useProblemWords()
  const [remark, setRemark] = useState('')
  const report = useReport(id)
  const send = (event: FormEvent) => {
    event.preventDefault()
    report.mutate(remark.trim(), {
      onSuccess: () => {
        toastDone(t('reported'))
        onDone()
      },
    })
  }
  return (
    <form className={classes.report} onSubmit={send}>
      <TextArea label={t('remark')} placeholder={t('remark')} value={remark} maxLength={LONGEST} autoFocus data-testid="story-remark"
        error={report.error && words(Problem.of(report.error))} onChange={(event) => setRemark(event.currentTarget.value)} />
      <p>{t('reportWhat')}</p>
      <Button type="submit" variant="filled" disabled={remark.trim() === ''} loading={report.isPending} data-testid="story-send">{t('send')}</Button>
    </form>
  )
}
