import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NumberTrial, TriedCall } from '../api/types'
import { count, dayAndTime, EMPTY, phone } from '../ui/format'
import { Empty, Skeleton } from '../ui/Pieces'
import { type Column, Rows } from '../ui/Rows'
import classes from './numbering.module.css'

/** What the last calls are today and what they would be, counted and one by one. */
export function Trial({ data, isStale, isFaulty }: { data: NumberTrial | undefined; isStale: boolean; isFaulty: boolean }) {
  const { t } = useTranslation()
  const columns = useColumns()
  const [which, setWhich] = useState<'all' | 'changed'>('all')
  const entries = useMemo(
    () => (data?.items ?? []).filter((one) => which === 'all' || differs(one)).map((row) => ({ key: row.call, row })),
    [data, which],
  )
  if (isFaulty) return <div className={classes.trial}><Empty title={t('numbering.mend')} /></div>
  if (!data) return <div className={classes.trial}><Skeleton rows={10} /></div>
  return (
    <section className={classes.trial} aria-label={t('numbering.trial')} aria-busy={isStale} data-testid="trial">
      <header>
        <h2>{t('numbering.lastCalls', { count: data.items.length })}</h2>
        <SegmentedControl value={which} onChange={(value) => setWhich(value === 'changed' ? 'changed' : 'all')} aria-label={t('numbering.which')} data-testid="trial-which"
          data={[{ value: 'all', label: t('numbering.all') }, { value: 'changed', label: t('numbering.changedOnly') }]} />
      </header>
      <dl className={classes.sums}>
        {(['changed', 'matched', 'unmatched', 'moved', 'several'] as const).map((sum) => (
          <div key={sum} data-some={data[sum] > 0 || undefined} data-bad={(sum === 'unmatched' && data[sum] > 0) || undefined}>
            <dt>{t(`numbering.sum.${sum}`)}</dt>
            <dd data-testid={`trial-${sum}`}>{count(data[sum])}</dd>
          </div>
        ))}
      </dl>
      {entries.length === 0 ? <Empty title={t(data.items.length === 0 ? 'numbering.noCalls' : 'numbering.nothingChanges')} />
        : <Rows label={t('numbering.trial')} columns={columns} entries={entries} testid="tried-call" id={(one) => one.call} rowData={(one) => ({ 'data-changed': differs(one) ? 'yes' : undefined })} />}
    </section>
  )
}

const differs = (one: TriedCall) => one.number !== one.would || one.client?.id !== one.wouldClient?.id

function useColumns(): Column<TriedCall>[] {
  const { t } = useTranslation()
  return useMemo((): Column<TriedCall>[] => {
    const look = (one: TriedCall) => ({ className: one.number === one.would ? classes.second : classes.strong })
    return [
      { key: 'at', head: t('numbering.at'), width: '148px', from: 680, look: () => ({ className: classes.second }), cell: (one) => dayAndTime(one.at) },
      { key: 'signalled', head: t('numbering.signalled'), width: 'minmax(112px, 1fr)', cell: (one) => one.signalled },
      { key: 'number', head: t('numbering.today'), width: '146px', look: () => ({ className: classes.second }), cell: (one) => (one.number === null ? t('numbering.isWithheld') : phone(one.number)) },
      { key: 'would', head: t('numbering.would'), width: '146px', look, cell: (one) => (one.would === null ? t('numbering.isWithheld') : phone(one.would)) },
      {
        key: 'client', head: t('numbering.client'), width: 'minmax(104px, 1.4fr)',
        look: (one) => ({ className: one.client?.id === one.wouldClient?.id ? classes.second : classes.strong }),
        cell: (one) => <Whose one={one} />,
      },
    ]
  }, [t])
}

/** Today's client and the one to come, where they are not the same. */
function Whose({ one }: { one: TriedCall }) {
  const { t } = useTranslation()
  const now = one.wouldClient?.name ?? t('numbering.nobody')
  const more = one.owners > 1 && <small className={classes.several}>{t('numbering.owners', { count: one.owners })}</small>
  if (one.client?.id === one.wouldClient?.id) return <>{one.wouldClient?.name ?? EMPTY} {more}</>
  return <><s>{one.client?.name ?? t('numbering.nobody')}</s> {now} {more}</>
}
