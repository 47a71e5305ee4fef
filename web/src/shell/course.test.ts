import i18next, { type TFunction } from 'i18next'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Call, CallStory } from '../api/types'
import en from './words/en.json'
import ru from './words/ru.json'
import { counted } from '../flight/figures'
import { rowsOf, type View } from '../flight/rows'
import { sentencesOf } from '../flight/sentences'
import { segmentsOf } from '../flight/segments'
import enHere from '../flight/words/en.json'
import ruHere from '../flight/words/ru.json'

/** Stories of calls that were recorded at exchanges; the server's tests hold them to be what it tells. */
const folder = resolve(import.meta.dirname, '../../../src/test/resources/stories')
const names = readdirSync(folder).map((file) => file.replace('.json', ''))

interface Leg { operator: string; talk_seconds: number | null }
interface Recorded { call: Record<string, unknown> & { external_number: string | null; legs: Leg[]; hangup_cause: { code: number } | null }; story: CallStory }

/** The row as the page gets it. */
function rowOf({ call }: Recorded): Call {
  const talked = (leg: Leg) => call.legs.filter((one) => one.operator === leg.operator).reduce((sum, one) => sum + (one.talk_seconds ?? 0), 0)
  return {
    direction: call.direction, result: call.result, number: call.external_number && `+${call.external_number}`, client: null, did: call.did, dialled: call.dialled,
    cause: call.hangup_cause?.code ?? null, endedBy: call.ended_by,
    ringSeconds: call.ring_seconds, waitSeconds: call.wait_seconds, talkSeconds: call.talk_seconds, holdSeconds: call.hold_seconds,
    operators: call.legs.filter((leg, i, all) => all.findIndex((one) => one.operator === leg.operator) === i).map((leg) => ({ extension: leg.operator, name: null, talkSeconds: talked(leg) })),
  } as unknown as Call
}

function told(name: string) {
  const recorded = JSON.parse(readFileSync(resolve(folder, `${name}.json`), 'utf8')) as Recorded
  const call = rowOf(recorded)
  return { call, ...counted(recorded.story, call) }
}

function course(name: string, language: 'ru' | 'en', view: View = 'main'): string[] {
  void i18next.changeLanguage(language)
  const { call, story, clock } = told(name)
  const words = sentencesOf(story, call, i18next.getFixedT(language, 'flight') as TFunction<'flight'>, i18next.getFixedT(language))
  return rowsOf(story, view, clock).map((row) => {
    const { said, also, decided } = words(row)
    return [said, ...also, ...decided.map(({ text }) => `→ ${text}`)].join('; ').replaceAll('\u00a0', ' ')
  })
}

beforeAll(() => i18next.init({ lng: 'en', resources: { ru: { translation: ru, flight: ruHere }, en: { translation: en, flight: enHere } }, interpolation: { escapeValue: false } }))

describe.each(names)('the course of %s', (name) => {
  test('adds up', () => {
    const { call, story, clock, figures } = told(name)
    const rows = rowsOf(story, 'main', clock)
    rows.forEach((row, i) => row.pause !== null && expect(row.since! + row.pause).toBe(rows[i + 1]!.since))
    rows.forEach((row, i) => row.after.forEach((state, lane) => {
      if (!state?.begins) return
      const ends = rows.findIndex((later, k) => k > i && (later.after[lane]?.doing !== state.doing || later.after[lane].begins))
      expect(row.since! + state.seconds!).toBeGreaterThanOrEqual(rows[ends - 1]!.since!)
      expect(row.since! + state.seconds!).toBeLessThanOrEqual(rows[ends]!.since!)
    }))
    const spoken = call.operators.map((one) => figures.talkOf(one.extension) ?? 0).reduce((sum, one) => sum + one, 0)
    expect(figures.talk ?? 0).toBe(spoken)
    const said = (what: string) => story.steps.filter((step) => !step.apart).flatMap((step) => step.decisions).filter((one) => one.what === what).map((one) => one.seconds)
    expect(said('talkEnds').reduce((sum: number, one) => sum + one!, 0)).toBe(spoken)
    expect(said('closed')).toEqual([figures.talk])
    expect(said('hold').reduce((sum: number, one) => sum + one!, 0)).toBe(figures.hold ?? 0)
  })

  test('says what the log says', () => {
    const { call, figures } = told(name)
    expect([figures.ring, figures.wait, figures.talk, figures.hold]).toEqual([call.ringSeconds, call.waitSeconds, call.talkSeconds, call.holdSeconds].map((exact) => exact === null ? null : Math.round(exact)))
  })

  test.each(['ru', 'en'] as const)('is in whole sentences: %s', (language) => {
    for (const view of ['decided', 'main', 'all'] as const) {
      for (const line of course(name, language, view)) expect(line).not.toMatch(/[:,—]( *;| *$)|^[:,—]| {2}|: —|undefined|null|\{\{/)
    }
  })
})

describe('what is said', () => {
  test('whoever hands a call over asked before, and hangs up', () => {
    expect(course('consulted-by-keys-from-group', 'en').at(-2)).toMatch(/^101 hands the call over to 106 after consulting; 101 hangs up; /)
    expect(course('consulted-by-keys-from-group', 'ru').at(-2)).toMatch(/^101 передаёт звонок после консультации: 106; 101 кладёт трубку; /)
    expect(course('attended-transfer-refer-completed', 'en').at(-2)).toMatch(/^101 hands the call over to 102 after consulting; 101 leaves the call; /)
    expect(course('attended-transfer-blonde', 'en')).toContainEqual(expect.stringMatching(/^102 hands the call over to 104; 102 leaves the call; /))
    expect(course('group-mailbox-answers', 'en')[2]).toMatch(/; 101 refuses the call; /)
  })

  test('a call of its own is a sentence of its own', () => {
    expect(course('attended-transfer-refer-completed', 'en')).toContain('101 calls 102; For now this is a call of its own, without the client')
  })

  test('a line that was not heard to ring is called', () => {
    const doing = (name: string, lane: string) => segmentsOf(told(name).story)[told(name).story.lanes.findIndex((one) => one.id.startsWith(lane))]!.map((one) => one.doing)
    expect(doing('outbound-early-media-answered', 'line:')).toEqual(['call', 'talk'])
    expect(doing('park-retrieve', 'phone:101')).toEqual(['ring', 'talk', 'present'])
  })

  test('who is taken off hold to be sent on does not talk in between', () => {
    const { story, clock } = told('queue-call-sent-to-another-queue')
    expect(rowsOf(story, 'main', clock).flatMap(({ after: [client] }) => (client?.begins ? client.doing : []))).toEqual(['wait', 'talk', 'held', 'present', 'wait', 'talk'])
  })

  test('a client called by a second line is one, and the line is said', () => {
    const said = course('second-trunk-after-failure', 'en')
    expect(said[1]).toMatch(/^103 calls \+7 916 000-01-09 through trunk; /)
    expect(said[2]).toBe('+7 916 000-01-09 through trunk: call ended, this attempt failed')
    expect(said[3]).toBe('103 calls +7 916 000-01-09 through trunk2')
    expect(said[4]).toMatch(/^\+7 916 000-01-09 and 103 are connected and hear each other/)
  })

  test('whoever picks up is named, and whom the exchange dials then', () => {
    expect(course('click-operator-with-follow-me', 'ru').some((line) => line.startsWith('102: трубка снята, дальше набирается 79160020803'))).toBe(true)
    const { call, story, clock } = told('click-to-call-answered')
    const byApplication = { ...story, steps: story.steps.map((step) => (step.what === 'originated' ? { ...step, value: null } : step)) }
    const said = sentencesOf(byApplication, call, i18next.getFixedT('en', 'flight') as TFunction<'flight'>, i18next.getFixedT('en'))
    expect(rowsOf(byApplication, 'main', clock).map((row) => said(row).said)).toContain('101 picks up')
  })

  test('a group is named', () => {
    expect(course('consulted-by-keys-from-group', 'en')[1]).toBe('+7 916 002-01-03 calls group 701: 101, 102 and 103')
    expect(course('group-mailbox-answers', 'ru')[1]).toBe('+7 916 002-08-01 вызывает группу 703: 101 и 102')
  })

  test('a call of which no number is known failed all the same', () => {
    const { call, story, clock } = told('out-number-unknown')
    const unknown = { ...call, number: null, dialled: null }
    const said = sentencesOf(story, unknown, i18next.getFixedT('en', 'flight') as TFunction<'flight'>, i18next.getFixedT('en'))
    expect(rowsOf(story, 'main', clock).map((row) => said(row).said).at(-1)).toMatch(/^The call failed: ./)
  })

  test('whoever has parked a call leaves it', () => {
    expect(course('park-retrieve', 'en')).toContain('101 leaves the call')
  })
})
