import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { booksQuery, entryName } from '../book/books'
import { peopleQuery } from '../staff/people'
import { phone } from '../ui/format'
import type { Draft, Field } from './draft'

/** Names and values of fields as people read them. */
export function useFieldWords() {
  const { t } = useTranslation()
  const { data: people = [] } = useQuery(peopleQuery)
  const { data: books } = useQuery(booksQuery)
  const name = (field: Field) => t(`client.fieldName.${field}`)
  const value = (draft: Draft, field: Field) => {
    if (field === 'phones') return draft.phones.map((one) => phone(one.value)).join(', ')
    if (field === 'emails') return draft.emails.map((one) => one.value).join(', ')
    if (field === 'owner') return people.find((one) => one.id === draft.owner)?.name ?? ''
    if (field === 'source' || field === 'status') return entryName(books, draft[field])
    return field === 'kind' ? t(`client.kind.${draft.kind}`) : draft[field]
  }
  return { name, value }
}
