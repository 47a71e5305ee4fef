import { Button } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Client } from '../api/types'
import { clientQuery } from '../client/clients'
import { DialButton, useDial } from '../dial/dial'
import { StepBar } from '../pipeline/StepBar'
import { dealsQuery } from '../pipeline/deals'
import { NewDeal } from '../pipeline/NewDeal'
import { pipelinesQuery } from '../pipeline/pipelines'
import { useMe } from '../staff/me'
import { day, days, dayWord, money, phone } from '../ui/format'
import { isField, useKeys } from '../ui/keys'
import { inOwnLanguage } from '../ui/locale'
import { Empty, Facts, Key, Section, Skeleton, WithSquare } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { daysBetween } from '../ui/zone'
import classes from './ClientPage.module.css'
import { Timeline } from './Timeline'

/** Facts at the left, one timeline, deals at the right; Escape goes back to the list. */
export function ClientPage({ id, onBack }: { id: string; onBack: () => void }) {
  const words = useProblemWords()
  const { data: client, error } = useQuery(clientQuery(id))
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isField(event.target)) onBack()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [onBack])
  if (error) return <Empty title={words(Problem.of(error))} />
  if (!client) return <Skeleton rows={12} />
  return (
    <div className={classes.page} data-testid="client-card" data-id={client.id}>
      <div className={classes.facts}>
        <Who client={client} />
        <Links client={client} />
        <About client={client} />
        <div className={classes.foldedDeals}><Deals clientId={client.id} /></div>
      </div>
      <Timeline clientId={client.id} />
      <div className={classes.right}><Deals clientId={client.id} /></div>
    </div>
  )
}

function Who({ client }: { client: Client }) {
  const { t } = useTranslation()
  const me = useMe()
  const dial = useDial()
  const number = client.phones[0]?.number
  const call = () => number && me.extension && dial.mutate(number)
  useKeys({ KeyC: call })
  return (
    <header className={classes.who}>
      <p className={classes.crumbs}><Link to="/clients">{t('client.title')}</Link>{client.company && ` / ${client.company}`}</p>
      <h1 className={classes.name}>{client.name}</h1>
      {client.company && client.company !== client.name && <p className={classes.firm}>{client.company}</p>}
      {client.position && <p className={classes.second}>{client.position}</p>}
      {number && (
        <Button variant="filled" onClick={call} disabled={!me.extension || dial.isPending} data-testid="dial-client"
          leftSection={<IconPhone size={16} stroke={1.75} />} rightSection={<Key onAccent>{t('keys.c')}</Key>}>
          {t('client.call')}
        </Button>
      )}
    </header>
  )
}

function Links({ client }: { client: Client }) {
  const { t } = useTranslation()
  return (
    <Section title={t('client.reach')}>
      {client.phones.map((one) => (
        <div key={one.number} className={classes.phone}>
          <span>{phone(one.number)}</span>
          <span className={classes.second}>{one.label}</span>
          <DialButton number={one.number} />
        </div>
      ))}
      {client.email && <p className={classes.mail}><a href={`mailto:${encodeURIComponent(client.email)}`}>{client.email}</a></p>}
      {client.phones.length === 0 && !client.email && <p className={classes.second}>{t('client.noReach')}</p>}
    </Section>
  )
}

function About({ client }: { client: Client }) {
  const { t } = useTranslation()
  const rows: [string, string][] = []
  if (client.source) rows.push([t('client.source'), client.source])
  if (client.owner) rows.push([t('client.owner'), client.owner.name])
  if (client.lastTalkAt) rows.push([t('planning.talked'), dayWord(client.lastTalkAt)])
  rows.push([t('client.since'), `${day(client.createdAt)}, ${days(Math.max(0, daysBetween(Date.parse(client.createdAt), Date.now())))}`])
  return <Section title={t('client.about')}><Facts rows={rows} /></Section>
}

function Deals({ clientId }: { clientId: string }) {
  const { t } = useTranslation()
  const { data } = useInfiniteQuery(dealsQuery({ client: clientId }))
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  const deals = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section title={t('card.deals')} aside={deals.length > 0 ? deals.length : undefined}>
      {deals.map((deal) => (
        <div key={deal.id} className={classes.deal}>
          <Link to="/deals" search={{ deal: deal.id }}>{deal.title}</Link>
          <div>
            <WithSquare color={deal.step.color}>{inOwnLanguage(deal.step.label)}</WithSquare>
            <b>{money(deal.amount, deal.currency)}</b>
          </div>
          <StepBar step={deal.step} steps={pipelines.find((one) => one.id === deal.pipeline)?.steps ?? []} />
        </div>
      ))}
      <NewDeal clientId={clientId} />
    </Section>
  )
}
