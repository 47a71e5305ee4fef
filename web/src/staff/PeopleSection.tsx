import { Button, Input } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { statusQuery } from '../api/status'
import type { User } from '../api/types'
import { count } from '../ui/format'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import type { Place } from '../ui/place'
import { useProblemWords } from '../ui/problem-words'
import { type Column, type Entry, Rows } from '../ui/Rows'
import { SplitView } from '../ui/SplitView'
import { NewPerson } from './NewPerson'
import { peopleQuery } from './people'
import { PersonPanel } from './PersonPanel'
import classes from './staff.module.css'

const NEW = 'new'
const low = (text: string) => text.toLowerCase().normalize('NFD').replace(/\u0308/g, '')

/** Who works here and who did. */
export function PeopleSection({ q = '', onSearch, item, onItem }: Place) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const columns = useColumns()
  const [text, setText] = useState(q)
  const search = useDebouncedCallback((typed: string) => onSearch(typed.trim() || undefined), 200)
  const look = (typed: string) => {
    setText(typed)
    search(typed)
  }
  const { data: people, error, refetch } = useQuery(peopleQuery)
  const entries = useMemo(() => entriesOf(people ?? [], text, t('staff.former')), [people, text, t])
  const close = useCallback(() => onItem(undefined), [onItem])
  const open = people?.find((one) => one.id === item)
  const add = <Button variant="filled" leftSection={<IconUserPlus size={16} stroke={1.75} />} onClick={() => onItem(NEW)} data-testid="new-person-open">{t('staff.add')}</Button>

  let list: ReactNode
  if (error) list = <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
  else if (!people) list = <Skeleton />
  else if (entries.length === 0) list = <Empty title={t('frame.nothingFound')}>{t('staff.nothingNext')}<Button onClick={() => look('')}>{t('staff.showAll')}</Button></Empty>
  else {
    list = (
      <Rows label={t('settings.section.people')} columns={columns} entries={entries} testid="person-row" id={(user) => user.id} selected={item} onOpen={(user) => onItem(user.id)} />
    )
  }
  const side = item === NEW ? <NewPerson onDone={onItem} onClose={close} /> : open && <PersonPanel key={open.id} user={open} onClose={close} />
  const tools = (
    <>
      <Input size="xs" w={240} value={text} placeholder={t('staff.search')} aria-label={t('staff.search')} data-testid="people-search" leftSection={<IconSearch size={15} stroke={1.75} />}
        onChange={(event) => look(event.currentTarget.value)} />
      {add}
    </>
  )
  return (
    <Page title={t('settings.section.people')} note={people && count(people.filter((one) => one.active).length)} tools={tools}>
      <SplitView side={side} onClose={close}>{list}</SplitView>
    </Page>
  )
}

/** Those who work here, and under a heading those who did. */
function entriesOf(people: User[], q: string, former: string): Entry<User>[] {
  const wanted = low(q.trim())
  const found = people.filter((user) => [user.name, user.login, user.extension, user.team?.name].some((text) => text && low(text).includes(wanted)))
  const entry = (row: User): Entry<User> => ({ key: row.id, row })
  const gone = found.filter((user) => !user.active)
  return [...found.filter((user) => user.active).map(entry), ...(gone.length > 0 ? [{ key: 'former', group: former }] : []), ...gone.map(entry)]
}

function useColumns(): Column<User>[] {
  const { t } = useTranslation()
  const { data: status } = useQuery(statusQuery)
  const exchanges = useMemo(() => new Map(status && status.pbx.length > 1 ? status.pbx.map(({ id, name }) => [id, name]) : []), [status])
  return useMemo(
    (): Column<User>[] => [
      { key: 'name', head: t('staff.name'), width: 'minmax(150px, 1.4fr)', look: (user) => ({ className: user.active ? classes.strong : classes.second }), cell: (user) => user.name },
      {
        key: 'extension', head: t('staff.phone'), width: exchanges.size > 0 ? '150px' : '80px',
        cell: (user) => [user.extension, user.extension && exchanges.get(user.pbx ?? null)].filter(Boolean).join(' · '),
      },
      { key: 'role', head: t('staff.roleOf'), width: 'minmax(110px, 1fr)', cell: (user) => t(`staff.role.${user.role}`) },
      { key: 'team', head: t('staff.team'), width: 'minmax(100px, 1fr)', from: 520, cell: (user) => user.team?.name ?? '' },
      { key: 'login', head: t('staff.login'), width: 'minmax(90px, 1fr)', from: 640, look: () => ({ className: classes.second }), cell: (user) => user.login },
    ],
    [t, exchanges],
  )
}
