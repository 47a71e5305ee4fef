import { Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Team } from '../api/types'
import { count } from '../ui/format'
import { Empty, IconButton, Page, Section, Skeleton } from '../ui/Pieces'
import type { Place } from '../ui/place'
import { isStale, useProblemWords } from '../ui/problem-words'
import { type Column, Rows } from '../ui/Rows'
import { SplitView } from '../ui/SplitView'
import { toastDone, toastFailed } from '../ui/toast'
import { peopleQuery, teamsQuery, useCreateTeam, useDeleteTeam, useRenameTeam } from './people'
import classes from './staff.module.css'

const NEW = 'new'

/** Teams: who hears whose talks, and by whom reports are split. */
export function TeamsSection({ item, onItem }: Place) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: teams, error, refetch } = useQuery(teamsQuery)
  const close = useCallback(() => onItem(undefined), [onItem])
  const columns = useMemo(
    (): Column<Team>[] => [
      { key: 'name', head: t('staff.teamName'), width: 'minmax(160px, 1fr)', look: () => ({ className: classes.strong }), cell: (team) => team.name },
      { key: 'people', head: t('staff.people'), width: '100px', align: 'end', cell: (team) => count(team.people) },
    ],
    [t],
  )
  const add = <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => onItem(NEW)} data-testid="new-team-open">{t('staff.addTeam')}</Button>
  let list: ReactNode
  if (error) list = <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
  else if (!teams) list = <Skeleton />
  else if (teams.length === 0) list = <Empty title={t('staff.noTeams')}>{t('staff.noTeamsNext')}</Empty>
  else {
    list = (
      <Rows label={t('settings.section.teams')} columns={columns} entries={teams.map((row) => ({ key: row.id, row }))} testid="team-row" id={(team) => team.id}
        selected={item} onOpen={(team) => onItem(team.id)} />
    )
  }
  const open = teams?.find((one) => one.id === item)
  const side = item === NEW ? <NewTeam onDone={onItem} onClose={close} /> : open && <TeamPanel key={open.id} team={open} onClose={close} />
  return (
    <Page title={t('settings.section.teams')} note={teams && teams.length > 0 ? count(teams.length) : undefined} tools={add}>
      <SplitView side={side} onClose={close}>{list}</SplitView>
    </Page>
  )
}

function NewTeam({ onDone, onClose }: { onDone: (id: string) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const create = useCreateTeam()
  return (
    <article aria-label={t('staff.newTeam')}>
      <header className={classes.head}>
        <h2>{t('staff.newTeam')}</h2>
        <IconButton icon={IconX} label={t('calllog.close')} onClick={onClose} />
      </header>
      <NameForm before="" action={t('staff.create')} failure={create.error} busy={create.isPending} onSave={(name) => create.mutate(name, { onSuccess: (team) => onDone(team.id) })} />
    </article>
  )
}

function TeamPanel({ team, onClose }: { team: Team; onClose: () => void }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: people = [] } = useQuery(peopleQuery)
  const rename = useRenameTeam()
  const remove = useDeleteTeam()
  const mates = people.filter((one) => one.team?.id === team.id)
  const save = (name: string) =>
    rename.mutate({ id: team.id, version: team.version, name }, {
      onSuccess: () => toastDone(t('staff.saved', { name })),
      onError: (thrown) => isStale(Problem.of(thrown)) && toastFailed(words(Problem.of(thrown))),
    })
  const drop = () =>
    remove.mutate(team.id, {
      onSuccess: () => {
        toastDone(t('staff.teamGone', { name: team.name }))
        onClose()
      },
      onError: (thrown) => toastFailed(words(Problem.of(thrown))),
    })
  return (
    <article aria-label={team.name} data-testid="team" data-id={team.id}>
      <header className={classes.head}>
        <h2>{team.name}</h2>
        <IconButton icon={IconX} label={t('calllog.close')} onClick={onClose} />
      </header>
      <NameForm key={team.version} before={team.name} action={t('staff.save')} failure={rename.error} busy={rename.isPending}
        onSave={save} />
      <Section title={t('staff.people')} aside={mates.length > 0 ? count(mates.length) : undefined}>
        {mates.length === 0 ? <p className={classes.caption}>{t('staff.nobodyInTeam')}</p> : (
          <ul className={classes.mates}>
            {mates.map((one) => <li key={one.id} data-gone={!one.active || undefined}>{one.name}<span>{one.active ? t(`staff.role.${one.role}`) : t('staff.inactive')}</span></li>)}
          </ul>
        )}
      </Section>
      <Section title={t('staff.teamAway')}>
        <Button leftSection={<IconTrash size={14} />} loading={remove.isPending} disabled={mates.length > 0} onClick={drop} data-testid="team-delete">{t('staff.deleteTeam')}</Button>
        {mates.length > 0 && <p className={classes.caption}>{t('staff.deleteTeamNote')}</p>}
      </Section>
    </article>
  )
}

interface NameFormProps {
  before: string
  action: string
  failure: Error | null
  busy: boolean
  onSave: (name: string) => void
}

function NameForm({ before, action, failure, busy, onSave }: NameFormProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [name, setName] = useState(before)
  const typed = name.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed !== '' && typed !== before) onSave(typed)
  }
  return (
    <form className={classes.part} onSubmit={submit} noValidate>
      <TextInput label={t('staff.teamName')} value={name} maxLength={80} autoComplete="off" autoFocus={before === ''} data-testid="team-name"
        error={failure && words(Problem.of(failure))} onChange={(event) => setName(event.currentTarget.value)} />
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" loading={busy} disabled={typed === '' || typed === before} data-testid="team-save">{action}</Button>
      </div>
    </form>
  )
}
