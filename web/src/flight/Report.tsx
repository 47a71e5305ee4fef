import { Button } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { Key } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { TextArea } from '../ui/TextArea'
import { toastDone } from '../ui/toast'
import classes from './flight.module.css'
import { useReport } from './stories'

const LONGEST = 2000

/** Says what is wrong with the row; the masked events go with it. */
export function Report({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation('flight')
  const { t: common } = useTranslation()
  const words = useProblemWords()
  const [remark, setRemark] = useState('')
  const report = useReport(id)
  const isEmpty = remark.trim() === ''
  const problem = report.error && Problem.of(report.error)
  const send = () => {
    if (isEmpty) return
    report.mutate(remark.trim(), {
      onSuccess: () => {
        toastDone(t('reported'))
        onDone()
      },
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.code !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    send()
  }
  return (
    <form className={classes.report} onKeyDown={onKeyDown} onSubmit={(event: FormEvent) => {
      event.preventDefault()
      send()
    }}>
      <TextArea label={t('remark')} placeholder={t('remark')} value={remark} maxLength={LONGEST} autoFocus data-testid="story-remark"
        error={problem && (problem.field === 'journal' ? t('gone') : words(problem))} onChange={(event) => setRemark(event.currentTarget.value)} />
      <p>{t('reportWhat')}</p>
      <Button type="submit" variant="filled" disabled={isEmpty} loading={report.isPending} rightSection={<Key onAccent>{common('keys.ctrlEnter')}</Key>} data-testid="story-send">{t('send')}</Button>
    </form>
  )
}
