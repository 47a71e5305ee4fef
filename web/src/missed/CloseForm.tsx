import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClosingReason } from '../api/types'
import { useKeys } from '../ui/keys'
import { Key } from '../ui/Pieces'
import { TextArea } from '../ui/TextArea'
import classes from './missed.module.css'
import { REASONS } from './words'

/** Why nobody has to call back: one key closes, only "other" wants words first. */
export function CloseForm({ onClose, onCancel }: { onClose: (reason: ClosingReason, note: string | null) => void; onCancel: () => void }) {
  const { t } = useTranslation()
  const [other, setOther] = useState(false)
  const [note, setNote] = useState('')
  const words = note.trim()
  const choose = (reason: ClosingReason) => (reason === 'other' ? setOther(true) : onClose(reason, null))
  const save = () => words !== '' && onClose('other', words)
  useKeys({
    ...Object.fromEntries(REASONS.map((reason, i) => [`Digit${i + 1}`, () => choose(reason)])),
    'Ctrl+Enter': () => {
      if (other) save()
    },
  })
  return (
    <div className={classes.form} data-testid="missed-closing"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onCancel()
      }}>
      <b>{t('missed.why')}</b>
      <div className={classes.reasons}>
        {REASONS.map((reason, i) => (
          <button key={reason} type="button" data-testid={`missed-reason-${reason}`} autoFocus={i === 0} aria-pressed={other && reason === 'other'} onClick={() => choose(reason)}>
            <Key>{i + 1}</Key>{t(`missed.reason.${reason}`)}
          </button>
        ))}
      </div>
      {other && (
        <>
          <TextArea autoFocus label={t('missed.note')} placeholder={t('missed.note')} maxLength={500} value={note} data-testid="missed-note" onChange={(event) => setNote(event.currentTarget.value)} />
          <span><Button variant="filled" disabled={words === ''} onClick={save} rightSection={<Key onAccent>{t('keys.ctrlEnter')}</Key>} data-testid="missed-closing-save">{t('missed.close')}</Button></span>
        </>
      )}
    </div>
  )
}
