import i18next, { type TFunction } from 'i18next'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Call, CallStory } from '../api/types'
import en from './words/en.json'
import ru from './words/ru.json'
import { counted } from '../flight/figures'
import { dialledText } from '../flight/names'
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
      const goesOn = (later: (typeof rows)[number]) => {
        const now = later.after[lane]
        return now?.doing === state.doing ? !now.begins : state.doing === 'hold' && now?.isMeanwhile
      }
      const ends = rows.findIndex((later, k) => k > i && !goesOn(later))
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
    expect(course('consulted-by-keys-from-group', 'en').at(-2)).toMatch(/^101 hands the call over to phone 106 after consulting; 101 hangs up; /)
    expect(course('consulted-by-keys-from-group', 'ru').at(-2)).toMatch(/^101 после консультации передаёт звонок на телефон 106; 101 кладёт трубку; /)
    expect(course('attended-transfer-refer-completed', 'en').at(-2)).toMatch(/^101 hands the call over to phone 102 after consulting; 101 leaves the call; /)
    expect(course('attended-transfer-blonde', 'en')).toContainEqual(expect.stringMatching(/^102 hands the call over to phone 104; 102 leaves the call; /))
    expect(course('group-mailbox-answers', 'en')[2]).toMatch(/; 101 refuses the call; /)
  })

  test('a call of its own is a sentence of its own', () => {
    expect(course('attended-transfer-refer-completed', 'en')).toContain('101 calls phone 102; For now this is a call of its own, without the client')
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
    expect(course('click-operator-with-follow-me', 'ru').some((line) => line.startsWith('102 снимает трубку, дальше набирается +7 916 002-08-03'))).toBe(true)
    const { call, story, clock } = told('click-to-call-answered')
    const byApplication = { ...story, steps: story.steps.map((step) => (step.what === 'originated' ? { ...step, value: null } : step)) }
    const said = sentencesOf(byApplication, call, i18next.getFixedT('en', 'flight') as TFunction<'flight'>, i18next.getFixedT('en'))
    expect(rowsOf(byApplication, 'main', clock).map((row) => said(row).said)).toContain('101 picks up')
  })

  test('a group is named', () => {
    expect(course('consulted-by-keys-from-group', 'en')[1]).toBe('The call goes to group 701 (101, 102 and 103)')
    expect(course('group-mailbox-answers', 'ru')[1]).toBe('Звонок идёт на группу 703 (101 и 102)')
  })

  test('a call of which no number is known failed all the same', () => {
    const { call, story, clock } = told('out-number-unknown')
    const unknown = { ...call, number: null, dialled: null }
    const said = sentencesOf(story, unknown, i18next.getFixedT('en', 'flight') as TFunction<'flight'>, i18next.getFixedT('en'))
    expect(rowsOf(story, 'main', clock).map((row) => said(row).said).at(-1)).toMatch(/^The call failed: ./)
  })

  test('who asked for a call is said once, with the first phone that is called for it', () => {
    const asked = course('click-operator-with-follow-me', 'en').filter((line) => line.includes('asked for this call'))
    expect(asked).toEqual(['Exchange calls phone 104; Another program, not Ringcard, asked for this call'])
    const { call, story, clock } = told('click-operator-with-follow-me')
    const person = { ...call, operators: call.operators.map((one) => (one.extension === '104' ? { ...one, name: 'Дина' } : one)) }
    const said = (language: 'ru' | 'en') => sentencesOf({ ...story, askedBy: 'ringcard' }, person, i18next.getFixedT(language, 'flight') as TFunction<'flight'>, i18next.getFixedT(language))(rowsOf({ ...story, askedBy: 'ringcard' }, 'main', clock)[0]!)
    expect(said('ru')).toMatchObject({ said: 'АТС вызывает телефон 104 (Дина)', also: ['Дина 104 заказывает этот звонок в Ringcard'] })
    expect(said('en')).toMatchObject({ said: 'Exchange calls Дина 104', also: ['Дина 104 asks for this call in Ringcard'] })
    expect(course('outbound-early-media-answered', 'en').join()).not.toContain('asked for')
  })

  test('what is dialled before a number for the dialplan is no part of it', () => {
    const dialling = (value: string) => {
      const { call } = told('click-to-call-answered')
      return dialledText(value, call, i18next.getFixedT('en', 'flight') as TFunction<'flight'>).replaceAll('\u00a0', ' ')
    }
    expect(dialling('979000001011')).toBe('979000001011 (+7 900 000-10-11 with 9 before it)')
    expect(dialling('989000001011')).toBe('989000001011 (+7 900 000-10-11 with 9 before it)')
    expect(dialling('79000001011')).toBe('+7 900 000-10-11')
    expect(dialling('89000001011')).toBe('89000001011')
    expect(dialling('*8')).toBe('*8')
    expect(dialling('701')).toBe('701')
  })

  test('whoever talked twice in a call has one figure, and the parking is beside it', () => {
    const { figures } = told('park-timeout')
    expect([figures.talkOf('101'), figures.talk, figures.parked]).toEqual([7, 7, 8])
  })

  test('the wait of whom phones rang for all the time is told once', () => {
    expect(told('queue-call-sent-to-another-queue').figures.isRingTheWait).toBe(true)
    expect(told('park-retrieve').figures.isRingTheWait).toBe(false)
  })

  test('whoever has parked a call leaves it', () => {
    expect(course('park-retrieve', 'en')).toContain('101 leaves the call')
  })
})
