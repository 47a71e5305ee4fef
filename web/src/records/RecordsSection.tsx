import { Button, PasswordInput } from '@mantine/core'
import { IconCheck, IconClipboard, IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Sender } from '../api/types'
import { copyText } from '../ui/copy'
import { FormGroup, Groups, Line } from '../ui/Form'
import { moment } from '../ui/format'
import { Chip, Empty, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastDone, toastFailed } from '../ui/toast'
import { installLines, sendersQuery, standingOf, useKeepPassword, useNewToken } from './records'
import classes from './records.module.css'

/** Where the own records of each exchange come from: what repairs gaps and balances the days. */
export function RecordsSection() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data, error, refetch } = useQuery(sendersQuery)
  return (
    <Page title={t('settings.section.records')}>
      {error && !data ? <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
        : !data ? <Skeleton />
          : data.length === 0 ? <Empty title={t('records.none')}>{t('records.noneNext')}</Empty>
            : <Groups>{data.map((sender) => <Exchange key={sender.id} sender={sender} />)}</Groups>}
    </Page>
  )
}

function Exchange({ sender }: { sender: Sender }) {
  const { t } = useTranslation()
  const standing = standingOf(sender)
  return (
    <div data-testid="records-of" data-id={sender.id} data-standing={standing}>
      <FormGroup title={sender.name} note={t(`records.note.${standing === 'read' && sender.recordsKind === 'cdr' ? 'readDetails' : standing}`)}>
        <p>
          {standing === 'read'
            ? <Chip tone="done" icon={IconCheck}>{t('records.readUntil', { at: moment(sender.recordsReadAt!) })}</Chip>
            : <Chip tone="overdue" icon={IconPlugConnectedX}>{standing === 'none' ? t('records.noRecords') : t('records.silentSince', { at: moment(sender.recordsReadAt!) })}</Chip>}
          {sender.recordsSince && <small className={classes.since}>{t('records.since', { at: moment(sender.recordsSince) })}</small>}
        </p>
        <Far sender={sender} />
        <Database sender={sender} />
      </FormGroup>
    </div>
  )
}

/** An exchange on another machine sends by a script; the token is shown once, in the lines to paste. */
function Far({ sender }: { sender: Sender }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const make = useNewToken(sender.id)
  const lines = make.data && installLines(window.location.origin, make.data)
  const copy = async (text: string) => ((await copyText(text)) ? toastDone(t('records.copied')) : toastFailed(t('records.notCopied')))
  return (
    <>
      <Line label={t('records.far')} note={sender.tokenAt ? t('records.tokenAt', { at: moment(sender.tokenAt) }) : t('records.farNote')}>
        <Button flex="none" onClick={() => make.mutate(undefined, { onError: (thrown) => toastFailed(words(Problem.of(thrown))) })} loading={make.isPending} data-testid="make-token">
          {t(sender.tokenAt ? 'records.newToken' : 'records.makeToken')}
        </Button>
      </Line>
      {lines && (
        <div className={classes.lines}>
          <p>{t('records.paste')}</p>
          <pre tabIndex={0} aria-label={t('records.paste')} data-testid="install-lines">{lines}</pre>
          <Button leftSection={<IconClipboard size={14} stroke={1.75} />} onClick={() => void copy(lines)} data-testid="copy-lines">{t('records.copy')}</Button>
        </div>
      )}
    </>
  )
}

/** Of the database that `cel` of the exchange names. */
function Database({ sender }: { sender: Sender }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [password, setPassword] = useState('')
  const keep = useKeepPassword(sender.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate(password, {
      onSuccess: () => {
        setPassword('')
        toastDone(t('records.passwordKept'))
      },
      onError: (thrown) => toastFailed(words(Problem.of(thrown))),
    })
  }
  return (
    <form onSubmit={submit} className={classes.database}>
      <PasswordInput label={t('records.database')} description={t('records.databaseNote')} value={password} maxLength={200} autoComplete="new-password"
        data-testid="records-password" onChange={(event) => setPassword(event.currentTarget.value)} />
      <Button type="submit" disabled={password === ''} loading={keep.isPending} data-testid="records-password-save">{t('staff.save')}</Button>
    </form>
  )
}
