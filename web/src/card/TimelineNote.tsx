import { Button } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Note } from '../api/types'
import { useMe } from '../staff/me'
import { dayAndTime } from '../ui/format'
import { IconButton, Key } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { TextArea } from '../ui/TextArea'
import { toastFailed, toastOffer } from '../ui/toast'
import classes from './Timeline.module.css'
import { usePatchNote } from './timeline'

interface NoteFieldProps {
  text?: string
  /** Where the browser keeps what is typed until it is saved. */
  draftKey: string
  pending: boolean
  error: string | null
  /** Gets the text, and what to call once it stands. */
  onSave: (text: string, saved: () => void) => void
  onCancel: () => void
}

/** A note being written: Ctrl+Enter saves, Escape leaves; what was typed is still there after a reload. */
export function NoteField({ text: before = '', draftKey, pending, error, onSave, onCancel }: NoteFieldProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => sessionStorage.getItem(draftKey) ?? before)
  const forget = () => sessionStorage.removeItem(draftKey)
  const save = () => text.trim() !== '' && !pending && onSave(text.trim(), forget)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') cancel()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const cancel = () => {
    forget()
    onCancel()
  }
  return (
    <div className={classes.noteField} onKeyDown={onKeyDown}>
      <TextArea autoFocus rows={2} maxLength={4000} label={t('card.note')} placeholder={t('card.notePlaceholder')} value={text} data-testid="note-text" error={error}
        onChange={(event) => {
          setText(event.currentTarget.value)
          sessionStorage.setItem(draftKey, event.currentTarget.value)
        }} />
      <div>
        <Button onClick={cancel}>{t('card.cancel')}</Button>
        <Button variant="filled" onClick={save} loading={pending} data-testid="note-save" rightSection={<Key onAccent>{t('keys.ctrlEnter')}</Key>}>{t('outcome.save')}</Button>
      </div>
    </div>
  )
}

/** A note that stands: the own one is rewritten or taken away in its place. */
export function NoteItem({ note }: { note: Note }) {
  const { t } = useTranslation()
  const me = useMe()
  const words = useProblemWords()
  const patch = usePatchNote()
  const [editing, setEditing] = useState(false)
  const mine = note.by.id === me.id || me.role !== 'operator'
  const failed = (thrown: unknown) => toastFailed(words(Problem.of(thrown)))
  const remove = () =>
    patch.mutate({ note, removed: true }, {
      onError: failed,
      onSuccess: (removed) => toastOffer(t('card.noteRemoved'), t('undo.do'), () => patch.mutate({ note: removed, removed: false }, { onError: failed })),
    })
  if (editing) {
    return (
      <div className={classes.wide}>
        <NoteField text={note.text} draftKey={`ringcard.note-edit.${note.id}`} pending={patch.isPending} error={patch.error && words(Problem.of(patch.error))} onCancel={() => setEditing(false)}
          onSave={(text, saved) => patch.mutate({ note, text }, { onSuccess: () => { saved(); setEditing(false) } })} />
      </div>
    )
  }
  return (
    <>
      <div className={classes.body}><p className={classes.noteText}>{note.text}</p></div>
      <div className={classes.aside}>
        <span>{note.by.name}</span>
        {note.editedAt && <small title={dayAndTime(note.editedAt)}>{t('card.noteEdited')}</small>}
        {mine && (
          <span className={classes.tools}>
            <IconButton icon={IconPencil} label={t('card.noteEdit')} data-testid="note-edit" onClick={() => setEditing(true)} />
            <IconButton icon={IconTrash} label={t('card.noteRemove')} data-testid="note-remove" disabled={patch.isPending} onClick={remove} />
          </span>
        )}
      </div>
    </>
  )
}
