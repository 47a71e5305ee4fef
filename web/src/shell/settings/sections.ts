import { IconApi, IconBooks, IconDatabaseImport, IconFileImport, IconFlag, IconHash, IconInbox, IconLayoutKanban, IconListCheck, IconPhoneOutgoing, IconPhoneX, IconServer2, IconUserCircle, IconUsers, IconUsersGroup, type TablerIcon } from '@tabler/icons-react'
import { type ComponentType, lazy } from 'react'
import type { Me } from '../../api/types'
import type { Place } from '../../ui/place'

interface Section {
  /** The end of its address and of its word, `settings.section.…`. */
  id: string
  icon: TablerIcon
  /** Administrators alone, unless it says otherwise. */
  roles?: Me['role'][]
  screen: ComponentType<Place>
}

const EVERYBODY: Me['role'][] = ['operator', 'supervisor', 'manager', 'administrator']

/** The settings, one line each, in the order of the list. */
const SECTIONS = [
  { id: 'profile', icon: IconUserCircle, roles: EVERYBODY, screen: lazy(() => import('./ProfileSection').then((room) => ({ default: room.ProfileSection }))) },
  { id: 'people', icon: IconUsers, screen: lazy(() => import('../../staff/PeopleSection').then((room) => ({ default: room.PeopleSection }))) },
  { id: 'teams', icon: IconUsersGroup, screen: lazy(() => import('../../staff/TeamsSection').then((room) => ({ default: room.TeamsSection }))) },
  { id: 'dialling', icon: IconPhoneOutgoing, screen: lazy(() => import('../../dial/DiallingSection').then((room) => ({ default: room.DiallingSection }))) },
  { id: 'exchanges', icon: IconServer2, screen: lazy(() => import('../../exchange/ExchangesSection').then((room) => ({ default: room.ExchangesSection }))) },
  { id: 'numbers', icon: IconHash, screen: lazy(() => import('../../numbering/NumbersSection').then((room) => ({ default: room.NumbersSection }))) },
  { id: 'missed', icon: IconPhoneX, screen: lazy(() => import('../../missed/MissedSection').then((room) => ({ default: room.MissedSection }))) },
  { id: 'records', icon: IconFileImport, screen: lazy(() => import('../../records/RecordsSection').then((room) => ({ default: room.RecordsSection }))) },
  { id: 'pipelines', icon: IconLayoutKanban, screen: lazy(() => import('../../pipeline/PipelinesSection').then((room) => ({ default: room.PipelinesSection }))) },
  { id: 'outcomes', icon: IconListCheck, screen: lazy(() => import('../../outcome/OutcomesSection').then((room) => ({ default: room.OutcomesSection }))) },
  { id: 'books', icon: IconBooks, screen: lazy(() => import('../../book/BooksSection').then((room) => ({ default: room.BooksSection }))) },
  { id: 'import', icon: IconDatabaseImport, screen: lazy(() => import('../../history/ImportSection').then((room) => ({ default: room.ImportSection }))) },
  { id: 'reports', icon: IconFlag, screen: lazy(() => import('../../flight/ReportsSection').then((room) => ({ default: room.ReportsSection }))) },
  { id: 'aside', icon: IconInbox, screen: lazy(() => import('../../calllog/SetAsideSection').then((room) => ({ default: room.SetAsideSection }))) },
  { id: 'api', icon: IconApi, roles: EVERYBODY, screen: lazy(() => import('../docs/DocsSection').then((room) => ({ default: room.DocsSection }))) },
] as const satisfies Section[]

export type SectionId = (typeof SECTIONS)[number]['id']

export const sectionsOf = (me: Me): readonly (Section & { id: SectionId })[] =>
  SECTIONS.filter((section: Section) => (section.roles ?? ['administrator']).includes(me.role))
