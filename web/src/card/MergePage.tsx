import { Button } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Client } from '../api/types'
import { ClientChoice } from '../client/ClientChoice'
import { clientQuery } from '../client/clients'
import { draftOf } from '../client/draft'
import { useFieldWords } from '../client/field-words'
import classes from '../client/merge.module.css'
import { CHOSEN, sharersQuery, type Taken, useMerge } from '../client/merges'
import { useUndoToast } from '../undo/undo'
import { dayWord, EMPTY } from '../ui/format'
import { Empty, Key, Page, Skeleton } from '../ui/Pieces'
import { isStale, useProblemWords } from '../ui/problem-words'
import { timelineQuery } from './timeline'

interface MergePageProps {
  id: string
  /** The card that goes into this one. */
  other: string | undefined
  onPair: (id: string, other: string | undefined) => void
  onDone: (id: string) => void
  onBack: () => void
}

/** Two cards side by side: what differs is chosen, the rest is united, and one client comes of it. */
export function MergePage({ id, other, onPair, onDone, onBack }: MergePageProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const kept = useQuery(clientQuery(id))
  const gone = useQuery({ ...clientQuery(other ?? ''), enabled: other !== undefined })
  const error = kept.error ?? gone.error
  return (
    <Page title={t('merge.title')} tools={<Button onClick={onBack}>{t('client.cancel')}</Button>}>
      {error ? <Empty title={words(Problem.of(error))} />
        : !kept.data ? <Skeleton />
          : other === undefined ? <Find client={kept.data} onFound={(found) => onPair(id, found)} onBack={onBack} />
            : !gone.data ? <Skeleton />
              : <Compare key={id + other} client={kept.data} other={gone.data} onSwap={() => onPair(other, id)} onAnother={() => onPair(id, undefined)} onDone={onDone} />}
    </Page>
  )
}

function Find({ client, onFound, onBack }: { client: Client; onFound: (id: string) => void; onBack: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { data: sharers = [] } = useQuery(sharersQuery(queries, client))
  return (
    <div className={classes.find}>
      <p>{t('merge.findNote', { name: client.name })}</p>
      {sharers.length > 0 && (
        <div className={classes.sharers}>
          <h2>{t('merge.sameNumber')}</h2>
          {sharers.map((one) => <Button key={one.id} onClick={() => onFound(one.id)} data-testid="merge-sharer">{[one.name, one.company].filter(Boolean).join(', ')}</Button>)}
        </div>
      )}
      <ClientChoice testid="merge-with" onClose={onBack} onChoose={(found) => found.id !== client.id && onFound(found.id)} />
    </div>
  )
}

interface CompareProps {
  client: Client
  other: Client
  onSwap: () => void
  onAnother: () => void
  onDone: (id: string) => void
}

function Compare({ client, other, onSwap, onAnother, onDone }: CompareProps) {
  const { t } = useTranslation()
  const problemWords = useProblemWords()
  const words = useFieldWords()
  const offerUndo = useUndoToast()
  const merge = useMerge(client, other)
  const [said, setSaid] = useState<Partial<Record<Taken, boolean>>>({})
  const [mine, theirs] = [draftOf(client), draftOf(other)]
  const isTaken = (field: Taken) => said[field] ?? (words.value(mine, field) === '' && words.value(theirs, field) !== '')
  const shown = CHOSEN.filter((field) => words.value(mine, field) || words.value(theirs, field))
  const problem = merge.error ? Problem.of(merge.error) : null
  const alike = client.kind === other.kind && client.id !== other.id
  const submit = () => {
    if (!alike || merge.isPending) return
    merge.mutate(CHOSEN.filter(isTaken), {
      onSuccess: ({ client: merged, undo }) => {
        offerUndo(t('merge.done', { name: merged.name }), undo)
        onDone(merged.id)
      },
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    submit()
  }
  return (
    <div className={classes.merge} onKeyDown={onKeyDown} data-testid="merge">
      <div className={classes.grid}>
        <span />
        <Head client={client} note={t('merge.stays')} />
        <Head client={other} note={t('merge.goes')} />
        {shown.map((field) => (
          <Choice key={field} field={field} name={words.name(field)} mine={words.value(mine, field)} theirs={words.value(theirs, field)} taken={isTaken(field)} onTake={(taken) => setSaid({ ...said, [field]: taken })} />
        ))}
        {(['phones', 'emails'] as const).filter((field) => mine[field].length + theirs[field].length > 0).map((field) => (
          <div key={field} className={classes.row}>
            <span className={classes.field}>{words.name(field)}</span>
            <span className={classes.both}>{words.value(mine, field) || EMPTY}</span>
            <span className={classes.both}>{words.value(theirs, field) || EMPTY}</span>
          </div>
        ))}
        <div className={classes.row}>
          <span className={classes.field}>{t('merge.history')}</span>
          <span className={classes.both}><Counts id={client.id} /></span>
          <span className={classes.both}><Counts id={other.id} /></span>
        </div>
      </div>
      <p className={classes.note}>{t('merge.note')}</p>
      {!alike && <p className={classes.wrong} role="alert">{t(client.id === other.id ? 'merge.self' : 'merge.kinds')}</p>}
      {problem && <p className={classes.wrong} role="alert" data-testid="merge-problem">{isStale(problem) ? t('merge.stale') : problemWords(problem)}</p>}
      <div className={classes.foot}>
        <Button onClick={onAnother}>{t('merge.another')}</Button>
        <Button onClick={onSwap} leftSection={<IconArrowsExchange size={16} stroke={1.75} />} data-testid="merge-swap">{t('merge.swap')}</Button>
        <Button variant="filled" disabled={!alike} loading={merge.isPending} onClick={submit} data-testid="merge-do" rightSection={<Key onAccent>{t('keys.ctrlEnter')}</Key>}>{t('merge.do')}</Button>
      </div>
    </div>
  )
}

function Head({ client, note }: { client: Client; note: string }) {
  const { t } = useTranslation()
  return (
    <div className={classes.head}>
      <h2>{client.name}</h2>
      <small>{note}</small>
      <small>{client.lastTalkAt ? t('merge.talked', { day: dayWord(client.lastTalkAt) }) : t('merge.neverTalked')}</small>
    </div>
  )
}

/** Of two words that differ the one that stands; where they are the same there is nothing to choose. */
function Choice({ field, name, mine, theirs, taken, onTake }: { field: Taken; name: string; mine: string; theirs: string; taken: boolean; onTake: (taken: boolean) => void }) {
  const isSame = mine === theirs
  const side = (text: string, isTheirs: boolean) => (isSame ? <span className={classes.both}>{text}</span> : (
    <label className={classes.side} data-chosen={taken === isTheirs || undefined}>
      <input type="radio" name={`merge-${field}`} checked={taken === isTheirs} onChange={() => onTake(isTheirs)} data-testid={`merge-${field}-${isTheirs ? 'other' : 'own'}`} />
      <span>{text || EMPTY}</span>
    </label>
  ))
  return (
    <div className={classes.row} role={isSame ? undefined : 'radiogroup'} aria-label={isSame ? undefined : name}>
      <span className={classes.field}>{name}</span>
      {side(mine, false)}
      {side(theirs, true)}
    </div>
  )
}

function Counts({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data } = useInfiniteQuery(timelineQuery(id, undefined))
  const counts = data?.pages[0]?.counts
  return <>{counts ? t('card.item.counts', { ...counts }) : EMPTY}</>
}
