import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { Book, BookEntry, BookName, Label } from '../api/types'
import { inOwnLanguage } from '../ui/locale'

/** All reference books; small, and read anew when an administrator changes them. */
export const booksQuery = queryOptions({
  queryKey: ['books'],
  queryFn: async () => (await body(api.GET('/api/books'))).items,
  staleTime: 10 * 60_000,
})

const entryOf = (books: Book[] | undefined, id: string) => books?.flatMap((book) => book.items).find((one) => one.id === id)

/** What an entry is called, offered or not. */
export const entryName = (books: Book[] | undefined, id: string) => {
  const entry = entryOf(books, id)
  return entry ? inOwnLanguage(entry.label) : ''
}

/** What a book offers to choose from. */
export const offeredIn = (books: Book[] | undefined, name: BookName): BookEntry[] =>
  books?.find((one) => one.id === name)?.items.filter((entry) => entry.active) ?? []

export function useBookChanges(book: BookName) {
  const queries = useQueryClient()
  const onSettled = () => void queries.invalidateQueries({ queryKey: booksQuery.queryKey })
  return {
    add: useMutation({
      mutationFn: (label: Label) => body(api.POST('/api/books/{book}/entries', { params: { path: { book } }, body: { label } })),
      onSettled,
    }),
    change: useMutation({
      // One change after the other, each upon what the one before has made.
      scope: { id: 'books' },
      mutationFn: ({ id, version, ...part }: Pick<BookEntry, 'id' | 'version'> & Partial<Pick<BookEntry, 'label' | 'active'>>) =>
        body(api.PATCH('/api/book-entries/{id}', { params: { path: { id } }, body: { version: Math.max(version, entryOf(queries.getQueryData(booksQuery.queryKey), id)?.version ?? 0), ...part } })),
      onSuccess: (changed) =>
        queries.setQueryData(booksQuery.queryKey, (before) =>
          before?.map((one) => ({ ...one, items: one.items.map((entry) => (entry.id === changed.id ? changed : entry)) }))),
      onSettled,
    }),
    order: useMutation({
      mutationFn: (items: string[]) => body(api.PUT('/api/books/{book}/order', { params: { path: { book } }, body: { items } })),
      onMutate: (items) =>
        queries.setQueryData(booksQuery.queryKey, (before) =>
          before?.map((one) => (one.id === book ? { ...one, items: inOrder(one.items, items) } : one))),
      onSettled,
    }),
  }
}

/** The same things in the order of these ids. */
export function inOrder<T extends { id: string }>(things: T[], ids: string[]): T[] {
  return [...things].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}
