import { NativeSelect, type NativeSelectProps } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { BookName } from '../api/types'
import { inOwnLanguage } from '../ui/locale'
import { booksQuery } from './books'

interface BookSelectProps extends Omit<NativeSelectProps, 'data' | 'onChange' | 'value'> {
  book: BookName
  /** Id of an entry; empty for none. */
  value: string
  onChoose: (id: string) => void
}

/** One of the entries that a book offers; one that is offered no more stays to be seen where it was chosen. */
export function BookSelect({ book, value, onChoose, ...props }: BookSelectProps) {
  const { t } = useTranslation()
  const { data: books } = useQuery(booksQuery)
  const entries = books?.find((one) => one.id === book)?.items ?? []
  const choices = entries.filter((entry) => entry.active || entry.id === value)
  return (
    <NativeSelect size="xs" {...props} value={value} onChange={(event) => onChoose(event.currentTarget.value)}
      data={[{ value: '', label: t('book.none') }, ...choices.map((entry) => ({ value: entry.id, label: inOwnLanguage(entry.label) }))]} />
  )
}
