import { Button, FileButton } from '@mantine/core'
import { IconFile, IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { sendImportFile } from '../api/upload'
import { useFaultWords } from './fault-words'
import classes from './history.module.css'

interface Sending {
  name: string
  /** 0 to 1. */
  done: number
  wrong?: string
}

/** Sends files one after the other, all into one set. */
export function Files({ upload, onSent }: { upload: string | undefined; onSent: (upload: string) => void }) {
  const { t } = useTranslation()
  const faults = useFaultWords()
  const [list, setList] = useState<Sending[]>([])
  const [busy, setBusy] = useState(false)
  const send = async (files: File[]) => {
    setBusy(true)
    let set = upload
    for (const file of files) {
      const tell = (part: Partial<Sending>) => setList((before) => before.map((one) => (one.name === file.name ? { ...one, ...part } : one)))
      setList((before) => [...before.filter((one) => one.name !== file.name), { name: file.name, done: 0 }])
      try {
        set = (await sendImportFile(file, set, (done) => tell({ done }))).upload
        tell({ done: 1 })
        onSent(set)
      } catch (thrown) {
        tell({ wrong: faults.of(Problem.of(thrown)) })
      }
    }
    setBusy(false)
  }
  return (
    <div className={classes.files}>
      <p className={classes.soft}>{t('history.filesNote')}</p>
      <FileButton multiple accept=".csv,.gz,text/csv" onChange={(files) => void send(files)} inputProps={{ 'aria-label': t('history.choose') }}>
        {(props) => <Button {...props} loading={busy} leftSection={<IconUpload size={16} stroke={1.75} />} data-testid="import-choose">{t('history.choose')}</Button>}
      </FileButton>
      {list.length > 0 && (
        <ul>
          {list.map((one) => (
            <li key={one.name} data-testid="import-file" data-done={one.done === 1 || undefined}>
              <IconFile size={16} stroke={1.75} aria-hidden="true" />
              <span className={classes.fileName}>{one.name}</span>
              {one.wrong ? <span className={classes.wrong} role="alert">{one.wrong}</span>
                : <span className={classes.soft}>{one.done === 1 ? t('history.sent') : t('history.sending', { percent: Math.floor(one.done * 100) })}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
