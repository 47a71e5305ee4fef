import { Button, Menu } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconClock, IconPhone, IconPhoneX, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Call, MissedLine, MissedOpened, Ref } from '../api/types'
import { WAY } from '../calllog/call-columns'
import { useIsStopped } from '../dial/dial'
import { useMe } from '../staff/me'
import { dayAndTime, duration, phone, time } from '../ui/format'
import { useKeys } from '../ui/keys'
import { Empty, IconButton, Key, Section, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { CloseForm } from './CloseForm'
import { lineQuery } from './lines'
import { isLate } from './missed-columns'
import classes from './missed.module.css'
import type { LineActions } from './use-line-actions'
import { lostWord, overWord, span } from './words'

/** What is asked before something is done. */
export type Asked = 'give' | 'close'

interface LinePanelProps {
  id: string
  now: number
  /** Milliseconds of working time within which they are to be talked to. */
  limit: number
  asked: Asked | undefined
  onAsk: (what: Asked | undefined) => void
  people: Ref[]
  actions: LineActions
  onClose: () => void
  player: (call: Call, hears: boolean) => ReactNode
  about: (line: MissedLine) => ReactNode
}

/** One caller beside the list: what to do, until when, and what happened so far. */
export function LinePanel({ id, onClose, ...rest }: LinePanelProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data, error } = useQuery(lineQuery(id))
  if (error && !data) return <Empty title={Problem.of(error).type === 'not-found' ? t('missed.notYours') : words(Problem.of(error))}><Button onClick={onClose}>{t('missed.closePanel')}</Button></Empty>
  if (!data) return <Skeleton rows={6} />
  return <Opened opened={data} onClose={onClose} {...rest} />
}

function Opened({ opened: { line, calls, answers }, now, limit, asked, onAsk, people, actions, onClose, player, about }: Omit<LinePanelProps, 'id'> & { opened: MissedOpened }) {
  const { t } = useTranslation()
  const open = line.state === 'waiting'
  useKeys({
    KeyC: () => actions.dial(line),
    KeyG: () => actions.take(line),
    KeyT: () => open && actions.mayGive(line) && onAsk('give'),
    KeyZ: () => open && onAsk('close'),
  })
  return (
    <article data-testid="missed-panel" data-id={line.id} data-state={line.state} aria-label={t('missed.one')}>
      <header className={classes.head}>
        <div>
          <h2>{line.client ? <Link to="/clients/$id" params={{ id: line.client.id }}>{line.client.name}</Link> : phone(line.number)}</h2>
          {line.client?.company && line.client.company !== line.client.name && <p>{line.client.company}</p>}
          {line.client ? <p>{phone(line.number)}</p> : <p data-second>{line.name ?? t('missed.newNumber')}</p>}
        </div>
        <IconButton icon={IconX} label={t('missed.closePanel')} onClick={onClose} data-testid="close-details" />
      </header>
      <Buttons line={line} asked={asked} onAsk={onAsk} people={people} actions={actions} onClose={onClose} />
      {asked === 'close' && open && <CloseForm onCancel={() => onAsk(undefined)} onClose={(reason, note) => {
        actions.close(line, reason, note)
        onClose()
      }} />}
      {(limit > 0 || line.overAt !== null) && <Due line={line} now={now} limit={limit} />}
      <Section title={t('missed.called', { count: line.theirs })} aside={line.owner ? t('missed.ownedBy', { name: line.owner.name }) : t('missed.nobodys')}>
        <div className={classes.calls}>
          {[...calls].reverse().map((call) => <Course key={call.id} call={call} answers={answers} player={player} />)}
        </div>
      </Section>
      {about(line)}
    </article>
  )
}

function Buttons({ line, asked, onAsk, people, actions, onClose }: Pick<LinePanelProps, 'asked' | 'onAsk' | 'people' | 'actions' | 'onClose'> & { line: MissedLine }) {
  const { t } = useTranslation()
  const me = useMe()
  const stopped = useIsStopped()
  const why = !line.number ? t('missed.noNumber') : !me.extension ? t('dial.noPhone') : stopped(line.number) ? t('dial.stopped') : undefined
  const mine = line.owner?.id === me.id
  const leads = me.role !== 'operator'
  return (
    <div className={classes.actions}>
      <Button variant="filled" leftSection={<IconPhone size={16} />} rightSection={<Key onAccent>{t('missed.keys.call')}</Key>} disabled={why !== undefined} title={why} onClick={() => actions.dial(line)} data-testid="missed-call">
        {t('missed.call')}
      </Button>
      {line.state === 'waiting' && (
        <>
          <Button rightSection={<Key>{t('missed.keys.take')}</Key>} onClick={() => actions.take(line)} data-testid="missed-own">{t(mine ? 'missed.letGoDo' : line.owner ? 'missed.takeOver' : 'missed.take')}</Button>
          {(mine || leads) && (
            <Menu opened={asked === 'give'} onChange={(opened) => onAsk(opened ? 'give' : undefined)} position="bottom-end" returnFocus>
              <Menu.Target>
                <Button rightSection={<Key>{t('missed.keys.give')}</Key>} data-testid="missed-give">{t('missed.give')}</Button>
              </Menu.Target>
              <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
                {people.filter((one) => one.id !== line.owner?.id).map((one) => (
                  <Menu.Item key={one.id} data-value={one.id} onClick={() => {
                    actions.give(line, { id: one.id, name: one.name })
                    onClose()
                  }}>{one.name}</Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
          <Button rightSection={<Key>{t('missed.keys.close')}</Key>} aria-expanded={asked === 'close'} onClick={() => onAsk(asked === 'close' ? undefined : 'close')} data-testid="missed-close">{t('missed.close')}</Button>
        </>
      )}
      {line.state === 'closed' && <Button leftSection={<IconArrowBackUp size={14} />} onClick={() => actions.reopen(line)} data-testid="missed-reopen">{t('missed.reopen')}</Button>}
    </div>
  )
}

/** Until when somebody is to have talked to them; or how it ended. */
function Due({ line, now, limit }: { line: MissedLine; now: number; limit: number }) {
  const { t } = useTranslation()
  if (line.overAt !== null) {
    const took = span(line.clockSeconds * 1000)
    return (
      <p className={classes.due} data-tone="done">
        <IconCheck size={16} stroke={1.75} aria-hidden="true" />
        <span className={classes.note}>{[t('missed.ended', { how: overWord(line, t), took }), line.talk?.by?.name ?? line.closing?.by.name, line.closing?.note].filter(Boolean).join(' · ')}</span>
      </p>
    )
  }
  const late = isLate(line, now)
  const left = limit - line.clockSeconds * 1000
  return (
    <p className={classes.due} data-tone={late ? 'overdue' : 'today'}>
      <IconClock size={16} stroke={1.75} aria-hidden="true" />
      {t(late ? 'missed.lateBy' : 'missed.dueAt', { at: dayAndTime(line.dueAt, now), span: span(Math.max(0, late ? -left : left)) })}
    </p>
  )
}

/** One call of the line: when, which way, what came of it; a message that was left can be heard. */
function Course({ call, answers, player }: { call: Call; answers: boolean; player: LinePanelProps['player'] }) {
  const { t } = useTranslation()
  const missed = call.direction === 'inbound' && call.result !== 'answered'
  const Sign = missed ? IconPhoneX : WAY[call.direction]
  const rang = [...new Set(call.operators.map((one) => one.name ?? one.extension))].join(', ')
  const by = call.operators.find((one) => one.talkSeconds)?.name ?? call.operators[0]?.name
  const queue = call.queues.at(-1)
  return (
    <div className={classes.call} data-missed={missed || undefined} data-testid="missed-course">
      <time dateTime={call.startedAt}>{dayAndTime(call.startedAt)}</time>
      <Sign size={14} stroke={1.75} aria-hidden="true" />
      <b>
        <Link to="/calls" search={{ call: call.id }}>
          {missed ? [queue, lostWord({ result: call.result ?? 'no_answer', waitSeconds: call.waitSeconds }, t)].filter(Boolean).join(', ')
            : call.direction === 'outbound' ? t('missed.backBy', { name: by ?? t('missed.somebody') }) : t('missed.talkedBy', { name: by ?? t('missed.somebody') })}
        </Link>
      </b>
      <p>
        {missed ? (rang ? t('missed.rang', { names: rang }) : t('missed.rangNobody'))
          : call.talkSeconds ? duration(call.talkSeconds) : call.state === 'live' ? t('missed.nowOn') : call.result && t(`calllog.resultWord.${call.result}`)}
        {call.endedBy && missed && ` · ${t(`calllog.endedBy.${call.endedBy}`)}`}
        {call.endedAt && ` · ${time(call.endedAt)}`}
      </p>
      {call.result === 'voicemail' && call.recordings.length > 0 && <div>{player(call, answers)}</div>}
    </div>
  )
}
