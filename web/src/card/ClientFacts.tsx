import { Button } from '@mantine/core'
import { IconArrowMerge, IconMail, IconPhone, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client, Phone } from '../api/types'
import { clientsQuery, numberQuery } from '../client/clients'
import { Origin } from '../client/NumberHint'
import { DialButton, useDial, useIsStopped } from '../dial/dial'
import { useMe } from '../staff/me'
import { day, days, dayWord, phone } from '../ui/format'
import { useKeys } from '../ui/keys'
import { inOwnLanguage } from '../ui/locale'
import { Facts, IconButton, Key, Section } from '../ui/Pieces'
import { daysBetween } from '../ui/zone'
import classes from './ClientPage.module.css'

export function Who({ client }: { client: Client }) {
  const { t } = useTranslation()
  const me = useMe()
  const dial = useDial()
  const stopped = useIsStopped()
  const number = client.phones[0]?.number
  const call = () => number && me.extension && dial.mutate(number)
  useKeys({ KeyC: call })
  const firm = client.company && client.company !== client.name ? client.company : null
  return (
    <header className={classes.who}>
      <p className={classes.crumbs}><Link to="/clients">{t('client.title')}</Link>{firm && <> / <Company client={client} /></>}</p>
      <h1 className={classes.name} data-testid="client-card-name">{client.name}</h1>
      {firm && <p className={classes.firm}><Company client={client} /></p>}
      <p className={classes.second}>{client.position ?? (client.kind === 'company' ? t('client.kind.company') : '')}</p>
      <div className={classes.acts}>
        {number && (
          <Button variant="filled" onClick={call} disabled={!me.extension || dial.isPending || stopped(number)} title={stopped(number) ? t('dial.stopped') : undefined} data-testid="dial-client"
            leftSection={<IconPhone size={16} stroke={1.75} />} rightSection={<Key onAccent>{t('keys.c')}</Key>}>
            {t('client.call')}
          </Button>
        )}
        {client.emails[0] && <Button component="a" href={mailTo(client.emails[0].address)} aria-label={t('client.write')} title={t('client.write')}><IconMail size={16} stroke={1.75} /></Button>}
        <Button renderRoot={(props) => <Link to="/clients/$id/merge" params={{ id: client.id }} {...props} />} aria-label={t('client.merge')} title={t('client.merge')} data-testid="client-merge"><IconArrowMerge size={16} stroke={1.75} /></Button>
      </div>
    </header>
  )
}

/** The company by its card, or as the word that somebody wrote. */
const Company = ({ client }: { client: Client }) =>
  client.companyId ? <Link to="/clients/$id" params={{ id: client.companyId }} data-testid="company-link">{client.company}</Link> : client.company

const mailTo = (address: string) => `mailto:${encodeURIComponent(address)}`

export function Reach({ client, onEdit }: { client: Client; onEdit: () => void }) {
  const { t } = useTranslation()
  const empty = client.phones.length === 0 && client.emails.length === 0
  return (
    <Section title={t('client.reach')} aside={<IconButton icon={IconPlus} label={t('client.addReach')} onClick={onEdit} />}>
      {client.phones.map((one, i) => <PhoneLine key={one.number} one={one} client={client} first={i === 0} />)}
      {client.emails.map((one) => (
        <div key={one.address} className={classes.mail}>
          <a href={mailTo(one.address)}>{one.address}</a>
          <span className={classes.second}>{one.label}</span>
        </div>
      ))}
      {empty && <p className={classes.second}>{t('client.noReach')}</p>}
    </Section>
  )
}

/** A number, whose else it is, and for the first one where it is and what time it is there. */
function PhoneLine({ one, client, first }: { one: Phone; client: Client; first: boolean }) {
  const { t } = useTranslation()
  const { data: facts } = useQuery({ ...numberQuery(one.number), staleTime: 60_000 })
  const others = facts?.clients.filter((other) => other.id !== client.id) ?? []
  return (
    <>
      <div className={classes.phone} data-testid="client-phone">
        <span>{phone(one.number)}</span>
        <span className={classes.second}>{one.label}</span>
        <DialButton number={one.number} />
      </div>
      {first && facts && <p className={classes.origin}><Origin facts={facts} /></p>}
      {others.length > 0 && (
        <p className={classes.shared}>
          {t('client.alsoAt')}{' '}
          {others.slice(0, 3).map((other) => <Link key={other.id} to="/clients/$id" params={{ id: other.id }}>{[other.name, other.company].filter(Boolean).join(', ')}</Link>)}
          {' · '}<Link to="/clients/$id/merge" params={{ id: client.id }} data-testid="merge-shared">{t('client.mergeThem')}</Link>
        </p>
      )}
    </>
  )
}

export function About({ client, onEdit }: { client: Client; onEdit: () => void }) {
  const { t } = useTranslation()
  const rows: [string, ReactNode][] = []
  if (client.status) rows.push([t('client.status'), inOwnLanguage(client.status.label)])
  if (client.source) rows.push([t('client.source'), inOwnLanguage(client.source.label)])
  rows.push([t('client.owner'), client.owner?.name ?? t('client.nobody')])
  if (client.lastTalkAt) rows.push([t('planning.talked'), dayWord(client.lastTalkAt)])
  rows.push([t('client.since'), `${day(client.createdAt)}, ${days(Math.max(0, daysBetween(Date.parse(client.createdAt), Date.now())))}`])
  return (
    <Section title={t('client.about')} aside={<button type="button" className={classes.edit} onClick={onEdit} data-testid="client-edit" aria-label={t('client.edit')} title={t('client.edit')}><Key>{t('keys.e')}</Key></button>}>
      <Facts rows={rows} />
      {client.about && <p className={classes.aboutText}>{client.about}</p>}
    </Section>
  )
}

/** Who belongs to this company, or to the company of this person. */
export function People({ client }: { client: Client }) {
  const { t } = useTranslation()
  const company = client.kind === 'company' ? client.id : client.companyId
  const { data } = useInfiniteQuery({ ...clientsQuery({ company: company ?? '' }), enabled: company !== null })
  const people = (data?.pages.flatMap((page) => page.items) ?? []).filter((one) => one.id !== client.id)
  if (company === null || (people.length === 0 && client.kind === 'person')) return null
  return (
    <Section title={t('client.people')} aside={people.length > 0 && people.length}>
      {people.map((one) => (
        <div key={one.id} className={classes.person} data-testid="company-person">
          <Link to="/clients/$id" params={{ id: one.id }}>{one.name}</Link>
          <span className={classes.second}>{one.position}</span>
        </div>
      ))}
      {people.length === 0 && <p className={classes.second}>{t('client.noPeople')}</p>}
    </Section>
  )
}
