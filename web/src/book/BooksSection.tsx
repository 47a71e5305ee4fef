import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconEye, IconEyeOff, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Book, BookEntry, BookName } from '../api/types'
import type { Place } from '../ui/place'
import { LabelFields } from '../ui/LabelFields'
import { SortableRows } from '../ui/SortableRows'
import { Chip, Empty, IconButton, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastFailed } from '../ui/toast'
import classes from './books.module.css'
import { booksQuery, useBookChanges } from './books'

const BOOKS: BookName[] = ['source', 'client-status', 'region', 'contact-kind', 'reason-won', 'reason-lost']

/** The words that people choose from: renamed in place, put in order, offered or not. */
export function BooksSection({ item, onItem }: Place) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: books, error } = useQuery(booksQuery)
  const name = BOOKS.find((one) => one === item) ?? 'source'
  const book = books?.find((one) => one.id === name)
  return (
    <Page title={t('settings.section.books')}>
      <div className={classes.screen}>
        <div className={classes.bar}>
          <SegmentedControl aria-label={t('settings.section.books')} value={name} onChange={(chosen) => onItem(chosen)}
            data={BOOKS.map((value) => ({ value, label: t(`book.name.${value}`) }))} />
        </div>
        {error ? <Empty title={words(Problem.of(error))} /> : !book ? <Skeleton /> : <Entries key={name} book={book} />}
      </div>
    </Page>
  )
}

function Entries({ book }: { book: Book }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { change, order } = useBookChanges(book.id)
  const onError = (thrown: unknown) => toastFailed(words(Problem.of(thrown)))
  return (
    <div className={classes.book}>
      <p className={classes.note}>{t(`book.note.${book.id}`)}</p>
      <SortableRows items={book.items} label={t(`book.name.${book.id}`)} onOrder={(ids) => order.mutate(ids, { onError })}>
        {(entry) => <EntryLine entry={entry} onChange={(part) => change.mutate({ id: entry.id, version: entry.version, ...part }, { onError })} />}
      </SortableRows>
      <NewEntry book={book.id} />
    </div>
  )
}

function EntryLine({ entry, onChange }: { entry: BookEntry; onChange: (part: Partial<BookEntry>) => void }) {
  const { t } = useTranslation()
  return (
    <div className={classes.entry} data-testid="book-entry" data-id={entry.id} data-off={!entry.active || undefined}>
      <LabelFields key={entry.version} label={entry.label} onLabel={(label) => onChange({ label })} />
      <span>{!entry.active && <Chip>{t('book.off')}</Chip>}</span>
      {entry.code === null && (
        <IconButton icon={entry.active ? IconEyeOff : IconEye} label={t(entry.active ? 'book.hide' : 'book.show')} onClick={() => onChange({ active: !entry.active })} data-testid="book-hide" />
      )}
    </div>
  )
}

function NewEntry({ book }: { book: BookName }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { add } = useBookChanges(book)
  const [ru, setRu] = useState('')
  const [en, setEn] = useState('')
  if (book === 'contact-kind') return null
  const save = (event: FormEvent) => {
    event.preventDefault()
    const label = { ru: ru.trim() || en.trim(), en: en.trim() || ru.trim() }
    if (label.ru === '') return
    add.mutate(label, {
      onSuccess: () => {
        setRu('')
        setEn('')
      },
    })
  }
  return (
    <form className={classes.add} onSubmit={save}>
      <TextInput size="xs" aria-label={t('book.newRu')} placeholder={t('book.newRu')} value={ru} maxLength={60} onChange={(event) => setRu(event.currentTarget.value)}
        data-testid="book-new-ru" error={add.error && words(Problem.of(add.error))} />
      <TextInput size="xs" aria-label={t('book.newEn')} placeholder={t('book.newEn')} value={en} maxLength={60} onChange={(event) => setEn(event.currentTarget.value)} />
      <Button type="submit" loading={add.isPending} leftSection={<IconPlus size={16} stroke={1.75} />} data-testid="book-add">{t('book.add')}</Button>
    </form>
  )
}
