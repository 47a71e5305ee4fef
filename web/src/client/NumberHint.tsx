import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { NumberFacts } from '../api/types'
import { useNow } from '../ui/clock'
import { phone } from '../ui/format'
import { inOwnLanguage, locale } from '../ui/locale'
import { useProblemWords } from '../ui/problem-words'
import classes from './client.module.css'
import { numberQuery } from './clients'
import { plainNumber } from './draft'

const ENOUGH = 5

/** Below a number that is being typed: where it is from, who has it already, or why it can't be. */
export function NumberHint({ typed, except }: { typed: string; except: string | undefined }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [number] = useDebouncedValue(plainNumber(typed), 300)
  const { data, error } = useQuery({ ...numberQuery(number), enabled: number.replace(/\D/g, '').length >= ENOUGH })
  if (plainNumber(typed) !== number) return null
  if (error) return <p className={classes.wrong} data-testid="number-hint">{words(Problem.of(error))}</p>
  if (!data) return null
  if (data.own) return <p className={classes.wrong} data-testid="number-hint">{t('problem.reason.own')}</p>
  const others = data.clients.filter((one) => one.id !== except)
  return (
    <p className={classes.hint} data-testid="number-hint" data-taken={others.length > 0 || undefined}>
      {others.length === 0 ? <>{phone(data.number)} <Origin facts={data} /></> : (
        <>
          {t('client.alreadyAt')}
          {others.slice(0, 3).map((one) => (
            <Link key={one.id} to="/clients/$id" params={{ id: one.id }}>{[one.name, one.company].filter(Boolean).join(', ')}</Link>
          ))}
        </>
      )}
    </p>
  )
}

/** The network, the place, and what the clock there shows. */
export function Origin({ facts }: { facts: NumberFacts }) {
  const { t } = useTranslation()
  const now = useNow(30)
  const where = [facts.carrier, facts.place].filter((one) => one !== null).map((one) => inOwnLanguage(one)).join(', ')
  const clock = facts.zone && t('client.clock', { time: new Date(now).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit', timeZone: facts.zone }) })
  return <span data-testid="origin">{[where, clock].filter(Boolean).join(' · ')}</span>
}
