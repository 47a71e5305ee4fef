import { Button, SegmentedControl } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Exchange, NumbersSettings } from '../api/types'
import { exchangesQuery } from '../exchange/exchanges'
import { moment } from '../ui/format'
import { Buttons } from '../ui/Form'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import type { Place } from '../ui/place'
import { isStale, useProblemWords } from '../ui/problem-words'
import { toastDone, toastFailed } from '../ui/toast'
import { numbersQuery, trialQuery, usePatchNumbers } from './numbering'
import classes from './numbering.module.css'
import { PastCalls } from './PastCalls'
import { type Line, linesOf, RuleLines, rulesOf } from './RuleLines'
import { Trial } from './Trial'

/** How each exchange writes numbers: the rules, and beside them what they make of its last calls. */
export function NumbersSection({ item, onItem }: Place) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const numbers = useQuery(numbersQuery)
  const exchanges = useQuery(exchangesQuery)
  const error = numbers.error ?? exchanges.error
  const open = exchanges.data?.find((one) => one.id === item) ?? exchanges.data?.[0]
  const choice = exchanges.data && exchanges.data.length > 1 && open && (
    <SegmentedControl value={open.id} onChange={onItem} aria-label={t('numbering.exchange')} data={exchanges.data.map((one) => ({ value: one.id, label: one.name }))} data-testid="numbers-exchange" />
  )
  return (
    <Page title={t('settings.section.numbers')} tools={choice}>
      {error ? <Empty title={words(Problem.of(error))}><Button onClick={() => void Promise.all([numbers.refetch(), exchanges.refetch()])}>{t('frame.again')}</Button></Empty>
        : !numbers.data || !exchanges.data ? <Skeleton />
          : !open ? <Empty title={t('exchange.none')}>{t('exchange.noneNext')}</Empty>
            : <Rules key={open.id + numbers.data.version} exchange={open} numbers={numbers.data} />}
    </Page>
  )
}

function Rules({ exchange, numbers }: { exchange: Exchange; numbers: NumbersSettings }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const stored = numbers.exchanges.find((one) => one.pbx === exchange.id)?.rules ?? []
  const [lines, setLines] = useState<Line[]>(() => linesOf(stored))
  const [tried] = useDebouncedValue(lines, 400)
  const trial = useQuery(trialQuery(exchange.id, rulesOf(tried)))
  const patch = usePatchNumbers()
  const rules = rulesOf(lines)
  const isClean = JSON.stringify(rules) === JSON.stringify(rulesOf(stored))
  const isTried = tried === lines && trial.isSuccess && !trial.isPlaceholderData
  const refused = patch.error ?? trial.error
  const problem = refused ? Problem.of(refused) : null
  const save = () => {
    const others = numbers.exchanges.filter((one) => one.pbx !== exchange.id)
    patch.mutate({ version: numbers.version, exchanges: [...others, { pbx: exchange.id, rules }] }, {
      onSuccess: () => toastDone(t('numbering.saved')),
      onError: (thrown) => isStale(Problem.of(thrown)) && toastFailed(words(Problem.of(thrown))),
    })
  }
  const change = numbers.changed.exchanges
  return (
    <div className={classes.numbers}>
      <div className={classes.rules}>
        <p className={classes.note}>{t('numbering.note', { region: exchange.region })}</p>
        <RuleLines lines={lines} problem={problem} onChange={setLines} />
        {change && <p className={classes.trace}>{t('dial.changedBy', { name: change.by.name, at: moment(change.at) })}</p>}
        <Buttons>
          <Button variant="filled" disabled={isClean || !isTried} loading={patch.isPending} onClick={save} data-testid="numbers-save">{t('staff.save')}</Button>
          {!isClean && <Button onClick={() => setLines(linesOf(stored))}>{t('staff.revert')}</Button>}
        </Buttons>
        {isClean && <PastCalls pbx={exchange.id} />}
      </div>
      <Trial data={trial.data} isStale={!isTried} isFaulty={trial.isError} />
    </div>
  )
}
