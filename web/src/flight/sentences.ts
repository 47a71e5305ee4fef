import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Call, CallStory, StorySpan, StoryStep } from '../api/types'
import { causeOf } from '../calllog/causes'
import { duration, time } from '../ui/format'
import { locale } from '../ui/locale'
import { dialledText, digits, laneName, laneObject, numberText, phoneName, phoneObject } from './names'
import { GIVES, isCall, type Row, type Told } from './rows'
import { micros } from './segments'
import { foreignStamp } from './stamps'

/** It was heard that the phone rings. */
const hasRung = (story: CallStory, step: StoryStep) => story.spans.some((span) => span.doing === 'ring' && span.lane === step.lane && isBefore(span, step))

/** The one who gives the call away has talked to the one who gets it. */
const hasConsulted = (story: CallStory, step: StoryStep, lane: string | null) => story.spans.some((span) => span.doing === 'consult' && span.lane === lane && isBefore(span, step))

/** The last that is heard of one who has given the call away. */
function hasGiven(story: CallStory, step: StoryStep): boolean {
  const gives = story.steps.findLast((other) => GIVES.has(other.what) && other.lane === step.lane && other.n < step.n)
  return gives !== undefined && !story.steps.some((other) => other.what === 'gone' && other.lane === step.lane && other.n > gives.n && other.n < step.n)
}

const isBefore = (span: StorySpan, step: StoryStep) => step.at !== null && micros(span.from) < micros(step.at)

/** What is decided about a call of its own that joins later; the rest of it is of no row. */
const APART = new Set<Told['what']>(['ringBegins', 'talkBegins', 'phone', 'waitBegins', 'waitEnds'])

/** What the sentences say already, and the number where it is the client's name. */
function isSaid(one: Told, { step }: Row, story: CallStory, call: Call): boolean {
  if (one.what === 'ringBegins') return story.steps.some((other) => isCall(other) && other.to === `phone:${one.who}`)
  if (one.apart) return !APART.has(one.what)
  if (one.what === 'transfer-blind') return step.what === 'transfers'
  if (one.what === 'transfer-attended') return step.what === 'hands-over'
  return one.what === 'number' && call.client === null && digits(one.value) === digits(call.number)
}

export const hasHeld = (story: CallStory, extension: string | null) => story.spans.some((span) => span.doing === 'hold' && span.lane === `phone:${extension}`)

/** Their value is what was dialled. */
const DIALS = new Set<StoryStep['what']>(['dials', 'originated', 'number-meant'])

const STATUSES = ['ANSWER', 'CANCEL', 'NOANSWER', 'BUSY', 'CONGESTION', 'CHANUNAVAIL', 'DONTCALL', 'TORTURE', 'INVALIDARGS'] as const
const RESULTS = ['answered', 'no_answer', 'busy', 'failed', 'abandoned', 'voicemail'] as const
const LEGS = ['answered', 'no_answer', 'busy', 'answered_elsewhere', 'forwarded', 'no_talk'] as const
const VISITS = ['connected', 'abandoned', 'timeout'] as const
const DIRECTIONS = ['inbound', 'outbound', 'internal'] as const
const ENDERS = ['client', 'operator', 'system', 'caller', 'callee'] as const

/** A row in words for people who have never seen what exchanges send. */
export interface Sentences {
  said: string
  /** What else happens there. */
  also: string[]
  decided: { text: string; apart: boolean }[]
}

export function useSentences(story: CallStory, call: Call) {
  const { t } = useTranslation('flight')
  const { t: tAll } = useTranslation()
  return sentencesOf(story, call, t, tAll)
}

export function sentencesOf(story: CallStory, call: Call, t: TFunction<'flight'>, tAll: TFunction): (row: Row) => Sentences {
  const name = (id: string | null) => {
    const lane = story.lanes.find((one) => one.id === id)
    return lane ? laneName(lane, story, call, t) : t('exchange')
  }
  const object = (id: string | null) => {
    const lane = story.lanes.find((one) => one.id === id)
    return lane ? laneObject(lane, story, call, t) : t('exchange')
  }
  const known = <T extends string>(list: readonly T[], value: string | null) => list.find((one) => one === value)
  const causeText = (code: string | number | null) => {
    const cause = causeOf(Number(code))
    return cause ? tAll(`calllog.causeWord.${cause}`) : tAll('calllog.causeOther', { code: code ?? '' })
  }
  const valueOf = (step: StoryStep): string => {
    if (step.what === 'gone') return causeText(step.value)
    if (DIALS.has(step.what)) return dialledText(step.value ?? '', call, t)
    const status = known(STATUSES, step.value)
    return status ? t(`status.${status}`) : step.value ?? ''
  }
  /** The first whom the exchange calls at somebody's request. */
  const asked = story.askedBy === null ? undefined : story.steps.find((step) => isCall(step) && step.lane === 'exchange' && step.to !== null)
  const several = new Intl.ListFormat(locale(), { type: 'conjunction' })
  const meant = call.direction === 'inbound' ? call.did : (call.number ?? call.dialled)
  const isClient = (id: string | null) => story.lanes.some((lane) => lane.id === id && lane.kind === 'client')
  const putsDown = (step: StoryStep, decisions: Told[]) => {
    const ends = decisions.find((one) => one.what === 'phone' && step.lane === `phone:${one.who}`)?.value
    return t(ends === 'busy' ? 'refuses' : ends === 'forwarded' ? 'forwards' : 'what.puts-down', { who: name(step.lane) })
  }
  /** Who hangs up, and who leaves without that being heard. */
  const others = ({ step, steps, decisions }: Row) => {
    const aside = steps.filter((one) => one !== step && one.lane !== null)
    const down = aside.filter((one) => one.what === 'puts-down')
    const gone = aside.filter((one) => one.what === 'gone' && hasGiven(story, one) && !steps.some((other) => other.what === 'puts-down' && other.lane === one.lane))
    return [...down.map((one) => putsDown(one, decisions)), ...gone.map((one) => t('leaves', { who: name(one.lane) }))]
  }
  /** Whom somebody calls at once; a group by its name. */
  const called = (steps: StoryStep[]) => {
    const group = steps.length > 1 && !steps.some((one) => isClient(one.to) || one.lane?.startsWith('queue:')) ? steps[0]!.through : null
    if (group !== null) return t('object.group', { group, to: several.format(steps.map((one) => name(one.to))) })
    return several.format(steps.map((one) => through(one.to, one.through, object)))
  }
  const through = (id: string | null, line: string | null, named = name) => (line !== null && isClient(id) ? t('through', { number: named(id), line }) : named(id))
  const sentence = ({ step, steps, decisions }: Row): string => {
    const to = called((isCall(step) ? steps : [step]).filter((one) => one.to !== null))
    const words = { who: step.what === 'call-ended' ? through(step.lane, step.through) : name(step.lane), to, value: valueOf(step) }
    if (isCall(step) && !step.to) return t('callsInside', words)
    if (isCall(step) && isClient(step.lane)) return t('goesTo', words)
    if (step.what === 'originated' && !/^\+?\d+$/.test(step.value ?? '')) return t('picksUp', words)
    if (step.what === 'gone' && decisions.some((one) => one.what === 'result' && one.value === 'failed')) {
      const value = causeText(call.cause ?? step.value)
      return meant === null ? t('failed', { value }) : t('notReached', { to: numberText(meant), value })
    }
    if (step.what === 'gone' && hasGiven(story, step)) return t('leaves', words)
    if (step.what === 'transfers' && step.to) return t('sendsTo', words)
    if (step.what === 'call-ended' && step.value === 'CANCEL') return t(hasRung(story, step) ? 'stopsRinging' : 'isLeft', words)
    if (step.what === 'puts-down') return putsDown(step, decisions)
    if (step.what === 'opened' && decisions.some((one) => one.what === 'began' && one.value === 'inbound')) return t('callsUs', words)
    if (step.what === 'connected' && step.lane === null) return t('joinsLines')
    if (step.what === 'connected' && step.to) return t('together', { ...words, to: name(step.to) })
    if (step.what === 'enters-room' && step.to) return t('inRoom', { ...words, to: name(step.to) })
    if (step.what === 'hands-over') {
      const outside = decisions.find((one) => one.what === 'transfer-attended')?.value ?? null
      if (step.to) return t(hasConsulted(story, step, step.to) ? 'handsToAsked' : 'handsTo', words)
      if (outside !== null) return t(hasConsulted(story, step, step.lane) ? 'handsToAsked' : 'handsTo', { ...words, to: t('object.number', { number: numberText(outside) }) })
    }
    return t(`what.${step.what}`, words)
  }
  const targetName = (target: string | null) => (call.operators.some((one) => one.extension === target) ? phoneName(target!, call) : numberText(target))
  const recording = (value: string, steps: StoryStep[]) => {
    const from = story.steps.find((step) => step.at !== null)?.at
    const to = steps.findLast((step) => step.at !== null)?.at
    const stamp = from && to ? foreignStamp(value, from, to) : null
    return stamp ? t('decided.recordingElsewhere', { value, clock: stamp.clock, time: time(stamp.at) }) : t('decided.recording', { value })
  }
  const decision = (one: Told, row: Row): string => {
    const phoneAt = one.who === null ? '' : phoneName(one.who, call)
    const seconds = duration(one.seconds)
    const leg = known(LEGS, one.value)
    const visit = known(VISITS, one.value)
    const direction = known(DIRECTIONS, one.value)
    const result = known(RESULTS, one.value)
    const ender = known(ENDERS, one.value)
    switch (one.what) {
      case 'began':
      case 'direction':
        return t(`decided.${one.what}`, { value: direction ? tAll(`calllog.direction.${direction}`).toLowerCase() : '' })
      case 'result':
        return t('decided.result', { value: result ? tAll(`calllog.resultWord.${result}`).toLowerCase() : '' })
      case 'ringBegins':
        return t('decided.ringBegins', { phone: phoneObject(one.who ?? '', call, t) })
      case 'recording':
        return recording(one.value ?? '', row.steps)
      case 'phone':
        return t('decided.phone', { who: phoneAt, value: leg ? tAll(`calllog.leg.${leg}`) : '' })
      case 'waitBegins':
        return t('decided.waitBegins', { who: one.who ?? '' })
      case 'waitEnds':
        return t('decided.waitEnds', { who: one.who ?? '', seconds, value: visit ? t(`visit.${visit}`) : '' })
      case 'closed':
        return t('decided.closed', { seconds, value: ender ? tAll(`calllog.endedBy.${ender}`) : t('nobodySaw') })
      case 'talkBegins':
        return t(one.apart ? 'decided.consultBegins' : 'decided.talkBegins', { who: phoneAt })
      case 'talkEnds':
        return t(hasHeld(story, one.who) ? 'decided.talkEndsWithHold' : 'decided.talkEnds', { who: phoneAt, seconds })
      case 'number':
      case 'did':
        return t(`decided.${one.what}`, { value: numberText(one.value) })
      default:
        return t(`decided.${one.what}`, { who: phoneAt, value: one.what.startsWith('transfer-') ? targetName(one.value) : one.value ?? '', seconds })
    }
  }
  return (row) => ({
    said: sentence(row),
    also: [
      ...(asked && row.steps.some((step) => step.n === asked.n) ? [t(`asked.${story.askedBy!}`, { who: name(asked.to) })] : []),
      ...others(row),
      ...(row.decisions.some((one) => one.apart && one.what === 'began') ? [t('apart')] : []),
    ],
    decided: row.decisions.filter((one) => !isSaid(one, row, story, call)).map((one) => ({ text: decision(one, row), apart: one.apart })),
  })
}
