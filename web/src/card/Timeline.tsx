import { Button, SegmentedControl } from '@mantine/core'
import { IconNote } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { TimelineItem, TimelineKind } from '../api/types'
import { dayLong } from '../ui/format'
import { useKeys } from '../ui/keys'
import { Empty, Key, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { dayText } from '../ui/zone'
import classes from './Timeline.module.css'
import { Ahead, Item } from './TimelineItems'
import { NoteField } from './TimelineNote'
import { KINDS, timelineQuery, useWriteNote } from './timeline'

/** Everything that was between us and the client, newest first, what is planned on top. */
export function Timeline({ clientId }: { clientId: string }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [kind, setKind] = useState<TimelineKind | undefined>()
  const [writing, setWriting] = useState(false)
  const write = useWriteNote(clientId)
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(timelineQuery(clientId, kind))
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data])
  const days = useMemo(() => daysOf(items ?? []), [items])
  const [first] = data?.pages ?? []
  const ahead = kind === undefined || kind === 'plan' ? (first?.ahead ?? []) : []
  useKeys({ KeyN: () => setWriting(true) })
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }
  return (
    <section className={classes.timeline} aria-label={t('card.timeline')}>
      <div className={classes.bar}>
        <SegmentedControl value={kind ?? 'all'} onChange={(value) => setKind(KINDS.find((one) => one === value))} aria-label={t('card.timelineKinds')} data-testid="timeline-kind"
          data={[{ value: 'all', label: t('card.kind.all') }, ...KINDS.map((value) => ({ value, label: <span>{t(`card.kind.${value}`)} <small>{first?.counts[value] ?? ''}</small></span> }))]} />
        <Button leftSection={<IconNote size={16} stroke={1.75} />} rightSection={<Key>{t('keys.n')}</Key>} onClick={() => setWriting(true)} data-testid="new-note">
          {t('card.note')}
        </Button>
      </div>
      {writing && (
        <div className={classes.newNote}>
          <NoteField draftKey={`ringcard.note.${clientId}`} pending={write.isPending} error={write.error && words(Problem.of(write.error))} onCancel={() => setWriting(false)}
            onSave={(text, saved) => write.mutate(text, { onSuccess: () => { saved(); setWriting(false) } })} />
        </div>
      )}
      <div className={classes.items} tabIndex={0} role="group" aria-label={t('card.timeline')}>
        {error ? <Empty title={words(Problem.of(error))} /> : !items ? <Skeleton rows={8} /> : days.length + ahead.length === 0 ? (
          <Empty title={t('card.timelineEmpty')}>{t('card.timelineEmptyNext')}</Empty>
        ) : (
          <>
            {ahead.length > 0 && (
              <div>
                <h2 className={classes.day}>{t('card.ahead')}</h2>
                {ahead.map((plan) => <Ahead key={plan.id} plan={plan} />)}
              </div>
            )}
            {days.map((one) => (
              <div key={one.key}>
                <h2 className={classes.day}>{dayLong(one.at)}</h2>
                {one.items.map((item) => <Item key={keyOf(item)} item={item} />)}
              </div>
            ))}
            {hasNextPage && <More key={items.length} onSeen={more} />}
          </>
        )}
      </div>
    </section>
  )
}

/** The end of what was read: the next page is asked for a little before it comes into sight. */
function More({ onSeen }: { onSeen: () => void }) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const seen = useRef(onSeen)
  useEffect(() => {
    seen.current = onSeen
  })
  useEffect(() => {
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && seen.current(), { rootMargin: '400px' })
    if (place.current) watch.observe(place.current)
    return () => watch.disconnect()
  }, [])
  return <div ref={place} className={classes.more}><Button size="compact-sm" onClick={onSeen} data-testid="timeline-more">{t('card.earlier')}</Button></div>
}

interface Day {
  key: string
  at: string
  items: TimelineItem[]
}

function daysOf(items: TimelineItem[]): Day[] {
  const days: Day[] = []
  for (const item of items) {
    const key = dayText(Date.parse(item.at))
    const last = days.at(-1)
    if (last?.key === key) last.items.push(item)
    else days.push({ key, at: item.at, items: [item] })
  }
  return days
}

const keyOf = ({ kind, at, call, note, plan, step, merge }: TimelineItem) => `${kind}${call?.id ?? note?.id ?? plan?.id ?? step?.deal.id ?? merge?.id ?? ''}${at}`
