import { Button } from '@mantine/core'
import { IconRefresh, IconX } from '@tabler/icons-react'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../api/client'
import { Problem } from '../api/problem'
import { statusQuery } from '../api/status'
import type { SetAside } from '../api/types'
import { count, moment } from '../ui/format'
import { Empty, IconButton, Page, Skeleton } from '../ui/Pieces'
import type { Place } from '../ui/place'
import { useProblemWords } from '../ui/problem-words'
import { type Column, Rows } from '../ui/Rows'
import { SplitView } from '../ui/SplitView'
import { toastDone, toastFailed } from '../ui/toast'
import classes from './calllog.module.css'

const setAsideQuery = queryOptions({ queryKey: ['set-aside'], queryFn: () => body(api.GET('/api/set-aside')) })

/** What the exchange told and could not be handled: seen, and heard again after an update. */
export function SetAsideSection({ item, onItem }: Place) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data, error, refetch } = useQuery(setAsideQuery)
  const hear = useHearAgain()
  const close = useCallback(() => onItem(undefined), [onItem])
  const columns = useMemo(
    (): Column<SetAside>[] => [
      { key: 'at', head: t('setAside.at'), width: '150px', cell: (one) => moment(one.at) },
      { key: 'what', head: t('setAside.what'), width: 'minmax(160px, 1fr)', cell: (one) => firstLine(one.body) },
      { key: 'reason', head: t('setAside.reason'), width: 'minmax(120px, 240px)', cell: (one) => one.reason },
    ],
    [t],
  )
  const again = () => hear.mutate(undefined, {
    onSuccess: ({ handled, calls, left }) => toastDone(t('setAside.done', { handled: count(handled), calls: count(calls), left: count(left) })),
    onError: (thrown) => toastFailed(words(Problem.of(thrown))),
  })
  const button = <Button variant="filled" leftSection={<IconRefresh size={16} stroke={1.75} />} loading={hear.isPending} onClick={again} data-testid="hear-again">{t('setAside.again')}</Button>
  let list: ReactNode
  if (error) list = <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
  else if (!data) list = <Skeleton />
  else if (data.total === 0) list = <Empty title={t('setAside.none')}>{t('setAside.noneNext')}</Empty>
  else {
    list = (
      <>
        <p className={classes.asideNote}>{t('setAside.note')}</p>
        <Rows label={t('settings.section.aside')} columns={columns} entries={data.items.map((row) => ({ key: row.id, row }))} testid="aside-row" id={(one) => one.id}
          selected={item} onOpen={(one) => onItem(one.id)} />
      </>
    )
  }
  const open = data?.items.find((one) => one.id === item)
  const faults = data ? (['cards', 'overflows'] as const).filter((what) => data.faults[what] > 0) : []
  return (
    <Page title={t('settings.section.aside')} note={data && data.total > 0 ? count(data.total) : undefined} tools={data && data.total > 0 ? button : undefined}>
      <SplitView side={open && <Whole one={open} onClose={close} />} onClose={close}>
        {faults.map((what) => <p key={what} className={classes.asideNote} data-testid={`fault-${what}`}>{t(`setAside.${what}`, { times: count(data?.faults[what] ?? 0) })}</p>)}
        {list}
      </SplitView>
    </Page>
  )
}

/** As it came. */
function Whole({ one, onClose }: { one: SetAside; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <article aria-label={t('setAside.whole')}>
      <header className={classes.asideHead}>
        <h2>{t('setAside.whole')}</h2>
        <IconButton icon={IconX} label={t('calllog.close')} onClick={onClose} />
      </header>
      <p className={classes.asideNote}>{moment(one.at)} · {one.reason}</p>
      <pre className={classes.asideBody} tabIndex={0} data-testid="aside-body">{one.body}</pre>
    </article>
  )
}

function useHearAgain() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => body(api.POST('/api/set-aside/hear-again')),
    onSettled: () => Promise.all([setAsideQuery.queryKey, statusQuery.queryKey].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}

const firstLine = (text: string) => text.replace(/\n[^]*/, '').slice(0, 120)
