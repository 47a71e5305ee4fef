import { Button, SegmentedControl } from '@mantine/core'
import { IconNote } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { TimelineItem } from '../api/types'
import { dayLong } from '../ui/format'
import { useKeys } from '../ui/keys'
import { Empty, Key, Skeleton } from '../ui/Pieces'
import { TextArea } from '../ui/TextArea'
import { useProblemWords } from '../ui/problem-words'
import { dayText } from '../ui/zone'
import classes from './ClientPage.module.css'
import { Item } from './TimelineItems'
import { isAhead, type TimelineKind, timelineQuery, useWriteNote } from './timeline'

const KINDS: TimelineKind[] = ['call', 'note', 'plan', 'deal']

/** Everything that was between us and the client, newest first, what is planned on top. */
export function Timeline({ clientId }: { clientId: string }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [kind, setKind] = useState<TimelineKind | 'all'>('all')
  const [writing, setWriting] = useState(false)
  const { data: items, error } = useQuery(timelineQuery(clientId))
  const groups = useMemo(() => groupsOf((items ?? []).filter((item) => kind === 'all' || item.kind === kind)), [items, kind])
  useKeys({ KeyN: () => setWriting(true) })
  const number = (one: TimelineKind) => (items ?? []).filter((item) => item.kind === one).length
  return (
    <section className={classes.timeline} aria-label={t('card.timeline')}>
      <div className={classes.bar}>
        <SegmentedControl value={kind} onChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'all')} aria-label={t('card.timelineKinds')}
          data={[{ value: 'all', label: t('card.kind.all') }, ...KINDS.map((value) => ({ value, label: <span>{t(`card.kind.${value}`)} <small>{number(value)}</small></span> }))]} />
        <Button leftSection={<IconNote size={16} stroke={1.75} />} rightSection={<Key>{t('keys.n')}</Key>} onClick={() => setWriting(true)} data-testid="new-note">
          {t('card.note')}
        </Button>
      </div>
      {writing && <NewNote clientId={clientId} onDone={() => setWriting(false)} />}
      <div className={classes.items} tabIndex={0} role="group" aria-label={t('card.timeline')}>
        {error ? <Empty title={words(Problem.of(error))} /> : !items ? <Skeleton rows={8} /> : groups.length === 0 ? (
          <Empty title={t('card.timelineEmpty')}>{t('card.timelineEmptyNext')}</Empty>
        ) : (
          groups.map((group) => (
            <div key={group.key}>
              <h2 className={classes.day}>{group.at ? dayLong(group.at) : t('card.ahead')}</h2>
              {group.items.map((item, i) => <Item key={`${item.kind}${item.at}${i}`} item={item} />)}
            </div>
          ))
        )}
      </div>
    </section>
  )
}

interface Group {
  key: string
  at: string | null
  items: TimelineItem[]
}

function groupsOf(items: TimelineItem[]): Group[] {
  const ahead = items.filter(isAhead).sort((a, b) => (a.at < b.at ? -1 : 1))
  const groups: Group[] = ahead.length > 0 ? [{ key: 'ahead', at: null, items: ahead }] : []
  for (const item of items.filter((one) => !isAhead(one))) {
    const key = dayText(Date.parse(item.at))
    const last = groups.at(-1)
    if (last?.key === key) last.items.push(item)
    else groups.push({ key, at: item.at, items: [item] })
  }
  return groups
}

function NewNote({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [text, setText] = useState('')
  const write = useWriteNote(clientId)
  const save = () => text.trim() !== '' && write.mutate(text.trim(), { onSuccess: onDone })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={classes.newNote} onKeyDown={onKeyDown}>
      <TextArea autoFocus rows={2} maxLength={4000} label={t('card.note')} placeholder={t('card.notePlaceholder')} value={text} data-testid="note-text"
        error={write.error && words(Problem.of(write.error))} onChange={(event) => setText(event.currentTarget.value)} />
      <div>
        <Button onClick={onDone}>{t('card.cancel')}</Button>
        <Button variant="filled" onClick={save} loading={write.isPending} data-testid="note-save" rightSection={<Key onAccent>{t('keys.ctrlEnter')}</Key>}>{t('outcome.save')}</Button>
      </div>
    </div>
  )
}
