import { describe, expect, test } from 'vitest'
import type { CallStory, StoryStep } from '../api/types'
import { clockOf } from './clock'
import { timesOf } from './figures'
import { rowsOf as rowsBy, type View } from './rows'
import { segmentsOf } from './segments'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23, 9, 0, seconds)).toISOString()
const step = (n: number, seconds: number, what: StoryStep['what'], decided = false, lane: string | null = 'c'): StoryStep => ({
  n, at: at(seconds), what, lane, to: null, value: null, through: null, event: null, apart: false, raw: [],
  decisions: decided ? [{ what: 'result', who: null, value: 'answered', seconds: null }] : [],
})
const story: CallStory = {
  source: 'events',
  askedBy: null,
  lanes: [{ id: 'c', kind: 'client', name: 'trunk', channels: [] }, { id: 'p', kind: 'phone', name: '101', channels: [] }],
  steps: [step(1, 0, 'opened', true), step(2, 1, 'rings'), step(3, 4, 'connected', true), step(4, 10, 'holds', false, 'p'), step(5, 20, 'puts-down', false, null), step(6, 20, 'gone', true)],
  spans: [
    { lane: 'c', doing: 'present', from: at(0), to: at(20) },
    { lane: 'p', doing: 'ring', from: at(1), to: at(4) },
    { lane: 'c', doing: 'talk', from: at(4), to: at(20) },
    { lane: 'p', doing: 'talk', from: at(4), to: at(20) },
    { lane: 'p', doing: 'hold', from: at(10), to: at(15) },
  ],
}
const rowsOf = (story: CallStory, view: View) => rowsBy(story, view, clockOf(timesOf(story)))
const shown = (view: 'decided' | 'main' | 'all') => rowsOf(story, view).map((row) => row.step.n)

describe('rows', () => {
  test('decisions alone, the turns with them, or all', () => {
    expect(shown('decided')).toEqual([1, 3, 6])
    expect(shown('main')).toEqual([1, 3, 4, 6])
    expect(shown('all')).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('a long silence is a line with its length', () => {
    expect(rowsOf(story, 'decided').map((row) => row.pause)).toEqual([4, 16, null])
  })

  test('what happens at once does not undo itself', () => {
    const last = rowsOf(story, 'all').at(-1)!
    expect(last.before.map((state) => state?.doing)).toEqual([undefined, undefined])
  })

  test('a talk has the length of the talk, without the hold that follows', () => {
    expect(segmentsOf(story)[1]!.map((one) => [one.doing, (one.to! - one.from) / 1e6])).toEqual([['ring', 3], ['talk', 6], ['hold', 5], ['talk', 5]])
    const connected = rowsOf(story, 'main').find((row) => row.step.what === 'connected')!
    expect(connected.after[1]).toMatchObject({ doing: 'talk', begins: true, seconds: 6 })
  })

  test('who has a call on hold and asks a colleague, asks', () => {
    const asking: CallStory = { ...story, spans: [...story.spans, { lane: 'p', doing: 'consult', from: at(12), to: at(14) }] }
    expect(segmentsOf(asking)[1]!.map((one) => one.doing)).toEqual(['ring', 'talk', 'hold', 'consult', 'hold', 'talk'])
  })

  test('a hold lasts while somebody is asked, and is told once', () => {
    const steps = [...story.steps.slice(0, 4), step(7, 12, 'calls', true, 'p'), step(8, 14, 'gone', true, 'q'), ...story.steps.slice(4)]
    const asking: CallStory = { ...story, steps, spans: [...story.spans, { lane: 'p', doing: 'consult', from: at(12), to: at(14) }] }
    const told = rowsOf(asking, 'main').map((row) => row.after[1]).filter((state) => state?.begins)
    expect(told.map((state) => [state!.doing, state!.seconds, state!.isMeanwhile])).toEqual([['talk', 6, false], ['hold', 5, false], ['consult', 2, true]])
  })

  test('what comes and goes between two rows is told with the first, a line with what it follows', () => {
    const spans: CallStory['spans'] = [
      { lane: 'p', doing: 'present', from: at(0), to: at(20) },
      { lane: 'p', doing: 'call', from: at(4), to: at(5) },
      { lane: 'p', doing: 'ring', from: at(5), to: at(7) },
      { lane: 'p', doing: 'talk', from: at(9), to: at(20) },
    ]
    const rows = rowsOf({ ...story, steps: [step(1, 0, 'opened', true), step(2, 4, 'calls', true), step(3, 9, 'connected', true), step(4, 20, 'gone', true)], spans }, 'main')
    expect(rows.map((row) => row.passing[1]!.map(({ doing, seconds, after }) => [doing, seconds, after]))).toEqual([[], [['ring', 2, 'call'], ['present', 2, 'ring']], [], []])
  })

  test('a bridge taken for another interrupts nothing', () => {
    const later = (ms: number) => new Date(Date.parse(at(10)) + ms).toISOString()
    const spans: CallStory['spans'] = [
      { lane: 'p', doing: 'present', from: at(0), to: at(20) },
      { lane: 'p', doing: 'consult', from: at(4), to: at(10) },
      { lane: 'p', doing: 'consult', from: later(3), to: at(20) },
    ]
    expect(segmentsOf({ ...story, spans })[1]!.map((one) => [one.doing, (one.to! - one.from) / 1e6])).toEqual([['present', 4], ['consult', 16]])
  })

  test('no hold ends that did not begin', () => {
    const steps = [step(1, 0, 'opened', true), step(2, 5, 'resumes', false, 'p'), step(3, 6, 'holds', false, 'p'), step(4, 9, 'resumes', false, 'p'), step(5, 10, 'resumes', false, 'p')]
    expect(rowsOf({ ...story, steps }, 'main').map((row) => row.step.n)).toEqual([1, 3, 4])
  })

  test('what is sent in one moment is one line, said by what matters most', () => {
    const decided = (what: 'phone' | 'closed', who: string | null) => [{ what, who, value: 'client', seconds: 3 }]
    const steps = [
      { ...step(1, 5, 'call-ended', false, 'p'), decisions: decided('phone', '101') },
      step(2, 5, 'connected', true, 'c'),
      step(3, 9, 'puts-down', false, 'c'),
      { ...step(4, 9, 'gone', false, null), decisions: decided('closed', null) },
      { ...step(5, 9, 'gone', false, 'p'), decisions: decided('closed', null) },
    ]
    const rows = rowsOf({ ...story, steps }, 'main')
    expect(rows.map((row) => [row.step.what, row.decisions.map((one) => one.what)])).toEqual([['connected', ['phone', 'result']], ['puts-down', ['closed']]])
    expect(rowsOf({ ...story, steps }, 'all')).toHaveLength(5)
  })

  test('a consultation begins where both hear each other', () => {
    const steps = [step(1, 0, 'opened', true), { ...step(2, 5, 'connected', false, 'p'), to: 'c' }, { ...step(3, 9, 'connected', false, 'p'), to: 'c' }]
    const spans: CallStory['spans'] = [{ lane: 'p', doing: 'consult', from: at(9), to: at(12) }]
    expect(rowsOf({ ...story, steps, spans }, 'main').map((row) => row.step.n)).toEqual([1, 3])
  })

  test('a phone is not there before it rings', () => {
    const opened = new Date(Date.parse(at(1)) - 8).toISOString()
    const spans: CallStory['spans'] = [{ lane: 'p', doing: 'present', from: opened, to: at(20) }, ...story.spans]
    expect(segmentsOf({ ...story, spans })[1]!.map((one) => one.doing)).toEqual(['ring', 'talk', 'hold', 'talk'])
  })

  test('a line that closes right after a moment is closed in the silence that follows', () => {
    const closes = new Date(Date.parse(at(9)) + 4).toISOString()
    const steps = [step(1, 0, 'opened', true), step(2, 9, 'hands-over', true, 'p'), step(3, 20, 'gone', true)]
    const rows = rowsOf({ ...story, steps, spans: [{ lane: 'p', doing: 'present', from: at(0), to: closes }] }, 'main')
    expect(rows.map((row) => row.after[1]?.doing)).toEqual(['present', undefined, undefined])
  })

  test('telephones that one calls at once are one line', () => {
    const steps = [{ ...step(1, 0, 'calls'), to: 'p' }, { ...step(2, 0, 'calls'), to: 'q' }, step(3, 0, 'calls'), { ...step(4, 0, 'calls', false, 'p'), to: 'q' }, { ...step(5, 7, 'calls', false, 'p'), to: 'r' }]
    expect(rowsOf({ ...story, steps }, 'main').map((row) => row.steps.map((one) => one.n))).toEqual([[1, 2], [4], [5]])
  })

  test('a line that was tried says what came of it', () => {
    const lanes: CallStory['lanes'] = [...story.lanes, { id: 'l', kind: 'line', name: 'trunk', channels: [] }]
    const steps = [step(1, 1, 'puts-down', false, 'l'), { ...step(2, 1, 'call-ended', false, 'l'), value: 'CONGESTION' }, step(3, 7, 'up', false, 'l'), { ...step(4, 8, 'call-ended', false, 'l'), value: 'ANSWER' }, step(5, 9, 'puts-down', false, 'l')]
    expect(rowsOf({ ...story, lanes, steps }, 'main').map((row) => row.step.n)).toEqual([2, 5])
  })

  test('a client called in vain says what came of it, one who gave up hangs up', () => {
    const steps = [{ ...step(1, 0, 'calls', true, 'p'), to: 'c' }, step(2, 3, 'puts-down', false, 'c'), { ...step(3, 3, 'call-ended', false, 'c'), value: 'CONGESTION' }, step(4, 3, 'gone', true, 'p')]
    expect(rowsOf({ ...story, steps }, 'main').map((row) => row.step.what)).toEqual(['calls', 'call-ended'])
    const gaveUp = [step(1, 0, 'opened', true), step(2, 3, 'puts-down', false, 'c'), step(3, 3, 'gone', true, 'c')]
    expect(rowsOf({ ...story, steps: gaveUp }, 'main').map((row) => row.step.what)).toEqual(['opened', 'puts-down'])
  })

  test('a direction that did not last is not told, one that did is', () => {
    const turning = (...values: string[]) => values.map((value, i) => ({ ...step(i, i, 'up'), decisions: [{ what: i === 0 ? ('began' as const) : ('direction' as const), who: null, value, seconds: null }] }))
    const told = (...values: string[]) => rowsOf({ ...story, steps: turning(...values) }, 'decided').flatMap((row) => row.decisions.map((one) => one.value))
    expect(told('outbound', 'internal', 'outbound')).toEqual(['outbound'])
    expect(told('internal', 'outbound')).toEqual(['internal', 'outbound'])
  })

  test('a call joins where something was seen of it', () => {
    const joins = { ...step(2, 5, 'fetched', false, 'p'), decisions: [{ what: 'merged' as const, who: null, value: '2', seconds: null }] }
    const told = (apart: boolean) => rowsOf({ ...story, steps: [{ ...step(1, 0, 'calls', true, 'p'), apart }, joins] }, 'main').at(-1)!.decisions.map((one) => one.what)
    expect(told(true)).toEqual(['merged'])
    expect(told(false)).toEqual([])
  })

  test('what began unseen has its length where it is seen first', () => {
    const steps = [step(1, 0, 'opened', true), step(3, 6, 'connected', true), step(4, 7, 'gone', true)]
    expect(rowsOf({ ...story, steps }, 'decided').map((row) => row.after[1]?.begins)).toEqual([undefined, true, false])
  })

  test('what follows within a millisecond is a later moment', () => {
    const micro = (us: string) => at(30).replace('.000Z', `.000${us}Z`)
    const quick: CallStory = {
      ...story,
      steps: [{ ...step(1, 30, 'opened', true), at: at(30) }, { ...step(2, 30, 'rings', true, 'p'), at: micro('4') }, { ...step(3, 30, 'rings', true, 'p'), at: micro('412') }],
      spans: [{ lane: 'c', doing: 'present', from: at(30), to: at(50) }, { lane: 'p', doing: 'ring', from: micro('400'), to: at(38) }],
    }
    const phone = rowsOf(quick, 'all').map((row) => [row.before[1]?.doing, row.after[1]?.doing, row.after[1]?.begins])
    expect(phone).toEqual([[undefined, undefined, undefined], [undefined, 'ring', true], ['ring', 'ring', false]])
  })
})
