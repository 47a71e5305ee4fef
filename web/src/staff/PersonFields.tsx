import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import { statusQuery } from '../api/status'
import type { Me, User } from '../api/types'
import { useProblemWords } from '../ui/problem-words'
import { teamsQuery } from './people'
import classes from './staff.module.css'

export const ROLES: Me['role'][] = ['operator', 'supervisor', 'manager', 'administrator']

/** What is typed about a person; empty stands for none. */
export interface PersonDraft {
  name: string
  login: string
  role: Me['role']
  team: string
  extension: string
  pbx: string
}

export const EMPTY_PERSON: PersonDraft = { name: '', login: '', role: 'operator', team: '', extension: '', pbx: '' }
export const draftOf = (user: User): PersonDraft =>
  ({ name: user.name, login: user.login, role: user.role, team: user.team?.id ?? '', extension: user.extension ?? '', pbx: user.pbx ?? '' })

interface PersonFieldsProps {
  draft: PersonDraft
  onChange: (draft: PersonDraft) => void
  problem: Problem | null
  /** Whoever works here no longer has no phone. */
  noPhone?: boolean
  autoFocus?: boolean
}

export function PersonFields({ draft, onChange, problem, noPhone, autoFocus }: PersonFieldsProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: teams = [] } = useQuery(teamsQuery)
  const { data: status } = useQuery(statusQuery)
  const exchanges = status?.pbx ?? []
  const wrong = (field: string) => (problem?.field === field ? words(problem) : null)
  const roles = ROLES.map((role) => ({ value: role, label: t(`staff.role.${role}`) }))
  return (
    <div className={classes.fields}>
      <TextInput label={t('staff.name')} value={draft.name} maxLength={120} autoComplete="off" autoFocus={autoFocus} data-testid="person-name" error={wrong('name')}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })} />
      <TextInput label={t('staff.login')} description={t('staff.loginNote')} value={draft.login} maxLength={64} autoComplete="off" autoCapitalize="none" spellCheck={false}
        data-testid="person-login" error={wrong('login')} onChange={(event) => onChange({ ...draft, login: event.currentTarget.value.toLowerCase() })} />
      <NativeSelect label={t('staff.roleOf')} description={t(`staff.roleNote.${draft.role}`)} value={draft.role} data={roles} data-testid="person-role" error={wrong('role')}
        onChange={(event) => onChange({ ...draft, role: ROLES.find((role) => role === event.currentTarget.value) ?? draft.role })} />
      <NativeSelect label={t('staff.team')} value={draft.team} data-testid="person-team" error={wrong('team')}
        data={[{ value: '', label: t('staff.noTeam') }, ...teams.map((team) => ({ value: team.id, label: team.name }))]}
        onChange={(event) => onChange({ ...draft, team: event.currentTarget.value })} />
      {!noPhone && exchanges.length > 1 && (
        <NativeSelect label={t('staff.exchange')} description={t('staff.exchangeNote')} value={draft.pbx || (exchanges[0]?.id ?? '')} data-testid="person-pbx" error={wrong('pbx')}
          data={exchanges.map(({ id, name }) => ({ value: id ?? '', label: name }))} onChange={(event) => onChange({ ...draft, pbx: event.currentTarget.value })} />
      )}
      {!noPhone && (
        <TextInput label={t('staff.extension')} description={t('staff.extensionNote')} value={draft.extension} maxLength={8} inputMode="numeric" autoComplete="off"
          data-testid="person-extension" error={wrong('extension')} onChange={(event) => onChange({ ...draft, extension: event.currentTarget.value.replace(/\D/g, '') })} />
      )}
    </div>
  )
}
