import type { LinkProps } from '@tanstack/react-router'
import type { ParseKeys } from 'i18next'
import type { Me } from '../../api/types'

export interface Step {
  /** The end of its words, `step.…`. */
  id: StepId
  /** The piece of the frame that it speaks of, by its `data-piece`. */
  piece: string
  /** The keys that it speaks of. */
  keys?: readonly ParseKeys[]
  /** The screen where it is done, and the name of that screen. */
  to?: LinkProps
  place?: ParseKeys
}

const STEPS = {
  card: { piece: 'call' },
  outcome: { piece: 'call', keys: ['keys.altDigits', 'keys.ctrlEnter'] },
  today: { piece: '/today', keys: ['keys.d', 'keys.h', 'keys.r'], to: { to: '/today' }, place: 'frame.today' },
  search: { piece: 'search', keys: ['keys.ctrlK'] },
  own: { piece: 'figures' },
  calls: { piece: '/calls', to: { to: '/calls' }, place: 'frame.calls' },
  listen: { piece: '/calls', keys: ['keys.space'], to: { to: '/calls', search: { recording: 'yes' } }, place: 'frame.calls' },
  hearsTeam: { piece: '/calls' },
  hearsAll: { piece: '/calls' },
  team: { piece: '/today', to: { to: '/today', search: { scope: 'team' } }, place: 'frame.today' },
  reports: { piece: '/reports', to: { to: '/reports' }, place: 'frame.reports' },
  board: { piece: '/deals', to: { to: '/deals', search: { view: 'board' } }, place: 'frame.deals' },
  people: { piece: '/settings', to: { to: '/settings/$section', params: { section: 'people' } }, place: 'settings.section.people' },
  rules: { piece: '/settings', to: { to: '/settings/$section', params: { section: 'pipelines' } }, place: 'settings.section.pipelines' },
  dialling: { piece: '/settings', to: { to: '/settings/$section', params: { section: 'dialling' } }, place: 'settings.section.dialling' },
  exchange: { piece: '/settings' },
} as const satisfies Record<string, Omit<Step, 'id'>>

export type StepId = keyof typeof STEPS

const OF_ROLE: Record<Me['role'], (me: TourMe) => StepId[]> = {
  operator: () => ['today', 'search', 'own'],
  supervisor: ({ hears }) => ['calls', 'listen', hears === null ? 'hearsAll' : 'hearsTeam', 'team'],
  manager: () => ['reports', 'board', 'calls', 'search'],
  administrator: () => ['people', 'rules', 'dialling', 'exchange'],
}

export type TourMe = Pick<Me, 'role' | 'extension' | 'hears'>

/** What somebody new should know: whoever is called begins with the call, then comes what the role is there for. */
export function stepsOf(me: TourMe): Step[] {
  const called: StepId[] = me.role === 'operator' || me.extension ? ['card', 'outcome'] : []
  return [...called, ...OF_ROLE[me.role](me)].map((id) => ({ id, ...STEPS[id] }))
}
