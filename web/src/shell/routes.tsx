import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { type CallFilter, filterOf } from '../calllog/filter'
import { type DealFilter, dealFilterOf, type DealView } from '../pipeline/filter'
import type { ClientFilter } from '../client/clients'
import { type MissedFilter, missedFilterOf } from '../missed/filter'
import { type PlanFilter, planFilterOf } from '../planning/filter'
import { Broken } from './Broken'
import { Frame } from './Frame'
import { withWords } from './language'
import { NotFound } from './NotFound'
import { readSearch, text, writeSearch } from './search-params'

type Search = Record<string, unknown>

const root = createRootRoute({ component: Frame, errorComponent: Broken, notFoundComponent: NotFound })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today', replace: true })
  },
})

const today = createRoute({
  getParentRoute: () => root,
  path: '/today',
  validateSearch: (search: Search): { scope?: 'team'; client?: string; plan?: string } => ({
    scope: search.scope === 'team' ? ('team' as const) : undefined,
    client: text(search.client),
    plan: text(search.plan),
  }),
  component: lazyRouteComponent(() => import('./screens/TodayScreen'), 'TodayScreen'),
})

const missed = createRoute({
  getParentRoute: () => root,
  path: '/missed',
  validateSearch: (search: Search): MissedFilter & { line?: string } => ({ ...missedFilterOf(search), line: text(search.line) }),
  component: lazyRouteComponent(() => withWords('missed', import('./screens/MissedScreen')), 'MissedScreen'),
})

const calls = createRoute({
  getParentRoute: () => root,
  path: '/calls',
  validateSearch: (search: Search): CallFilter & { call?: string; t?: string; part?: string } => ({
    ...filterOf(search), call: text(search.call), t: text(search.t), part: text(search.part),
  }),
  component: lazyRouteComponent(() => import('./screens/CallsScreen'), 'CallsScreen'),
})

const story = createRoute({
  getParentRoute: () => root,
  path: '/calls/$id/story',
  component: lazyRouteComponent(() => withWords('flight', import('./screens/StoryScreen')), 'StoryScreen'),
})

const clients = createRoute({
  getParentRoute: () => root,
  path: '/clients',
  validateSearch: (search: Search): ClientFilter & { client?: string; add?: 'yes' } => ({
    q: text(search.q), owner: text(search.owner), company: text(search.company),
    kind: search.kind === 'person' || search.kind === 'company' ? search.kind : undefined,
    sort: search.sort === 'talked' ? search.sort : undefined, client: text(search.client), add: search.add === 'yes' ? search.add : undefined,
  }),
  component: lazyRouteComponent(() => import('./screens/ClientsScreen'), 'ClientsScreen'),
})

const client = createRoute({
  getParentRoute: () => root,
  path: '/clients/$id',
  component: lazyRouteComponent(() => import('./screens/ClientScreen'), 'ClientScreen'),
})

const merge = createRoute({
  getParentRoute: () => root,
  path: '/clients/$id/merge',
  validateSearch: (search: Search): { with?: string } => ({ with: text(search.with) }),
  component: lazyRouteComponent(() => withWords('merge', import('./screens/MergeScreen')), 'MergeScreen'),
})

const duplicates = createRoute({
  getParentRoute: () => root,
  path: '/clients/duplicates',
  component: lazyRouteComponent(() => withWords('merge', import('../client/DuplicatesPage')), 'DuplicatesPage'),
})

const deals = createRoute({
  getParentRoute: () => root,
  path: '/deals',
  validateSearch: (search: Search): DealFilter & { view?: DealView; deal?: string } => ({
    ...dealFilterOf(search), view: search.view === 'list' || search.view === 'board' ? search.view : undefined, deal: text(search.deal),
  }),
  component: lazyRouteComponent(() => import('./screens/DealsScreen'), 'DealsScreen'),
})

const plan = createRoute({
  getParentRoute: () => root,
  path: '/plan',
  validateSearch: (search: Search): PlanFilter & { plan?: string } => ({ ...planFilterOf(search), plan: text(search.plan) }),
  component: lazyRouteComponent(() => import('./screens/PlanScreen'), 'PlanScreen'),
})

const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: (search: Search): { from?: string; to?: string; by?: string; direction?: string; operator?: string; queue?: string } => ({
    from: text(search.from), to: text(search.to), by: text(search.by), direction: text(search.direction), operator: text(search.operator), queue: text(search.queue),
  }),
  component: lazyRouteComponent(() => withWords('report', import('./screens/ReportScreen')), 'ReportScreen'),
})

const balance = createRoute({
  getParentRoute: () => root,
  path: '/balance',
  validateSearch: (search: Search): { from?: string; to?: string; exchange?: string; only?: string; open?: string } => ({
    from: text(search.from), to: text(search.to), exchange: text(search.exchange), only: text(search.only), open: text(search.open),
  }),
  component: lazyRouteComponent(() => withWords('balance', import('./screens/BalanceScreen')), 'BalanceScreen'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'profile' }, replace: true })
  },
})

const docs = createRoute({
  getParentRoute: () => root,
  path: '/docs',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'api' }, replace: true })
  },
})

const section = createRoute({
  getParentRoute: () => root,
  path: '/settings/$section',
  validateSearch: (search: Search): { q?: string; item?: string } => ({ q: text(search.q), item: text(search.item) }),
  component: lazyRouteComponent(() => withWords('settings', import('./settings/SettingsScreen')), 'SettingsScreen'),
})

export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren([home, today, missed, calls, story, clients, client, merge, duplicates, deals, plan, reports, balance, settings, docs, section]),
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultErrorComponent: Broken,
    defaultPreload: 'intent',
    defaultPendingMs: 200,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
