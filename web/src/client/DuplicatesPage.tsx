import { Button } from '@mantine/core'
import { IconArrowMerge } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Client, Duplicate } from '../api/types'
import { useUndoToast } from '../undo/undo'
import { dayWord, phone } from '../ui/format'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastFailed } from '../ui/toast'
import classes from './merge.module.css'
import { duplicatesQuery, useKeepApart } from './merges'

/** Numbers that several clients have: each is one client with several cards, or several people with one line. */
export function DuplicatesPage() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(duplicatesQuery)
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <Page title={t('merge.duplicates')} note={items && items.length > 0 && `${items.length}${hasNextPage ? '+' : ''}`} tools={<Button component={Link} to="/clients">{t('merge.backToList')}</Button>}>
      {error ? <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
        : !items ? <Skeleton rows={10} />
          : items.length === 0 ? <Empty title={t('merge.none')}>{t('merge.noneNext')}</Empty>
            : (
              <div className={classes.duplicates} tabIndex={0} role="group" aria-label={t('merge.duplicates')}>
                {items.map((one) => <Shared key={one.number} one={one} />)}
                {hasNextPage && <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('merge.more')}</Button>}
              </div>
            )}
    </Page>
  )
}

function Shared({ one }: { one: Duplicate }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const apart = useKeepApart()
  const offerUndo = useUndoToast()
  const keep = () => apart.mutate(one, { onSuccess: ({ undo }) => offerUndo(t('merge.kept'), undo), onError: (thrown) => toastFailed(words(Problem.of(thrown))) })
  return (
    <section className={classes.shared} data-testid="duplicate" data-number={one.number}>
      <header>
        <h2>{phone(one.number)}</h2>
        <Button size="compact-sm" loading={apart.isPending} onClick={keep} data-testid="keep-apart">{t('merge.apart')}</Button>
      </header>
      {one.clients.map((client) => <Sharer key={client.id} client={client} into={one.clients.find((other) => other.kind === client.kind)!} />)}
    </section>
  )
}

/** One of them; it may go into the oldest card of its kind. */
function Sharer({ client, into }: { client: Client; into: Client }) {
  const { t } = useTranslation()
  return (
    <div className={classes.sharer}>
      <Link to="/clients/$id" params={{ id: client.id }}>{client.name}</Link>
      <span>{client.company ?? (client.kind === 'company' ? t('client.kind.company') : '')}</span>
      <span>{client.owner?.name}</span>
      <span>{client.lastTalkAt ? t('merge.talked', { day: dayWord(client.lastTalkAt) }) : t('merge.neverTalked')}</span>
      {into.id !== client.id && (
        <Button renderRoot={(props) => <Link to="/clients/$id/merge" params={{ id: into.id }} search={{ with: client.id }} {...props} />} size="compact-sm" title={t('merge.into', { name: into.name })} leftSection={<IconArrowMerge size={14} stroke={1.75} />} data-testid="merge-these">
          <span className={classes.cut}>{t('merge.into', { name: into.name })}</span>
        </Button>
      )}
    </div>
  )
}
