import { Menu, SegmentedControl } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { exportAddress } from '../api/client'
import { count, duration } from '../ui/format'
import { language } from '../ui/locale'
import { Pick } from '../ui/Pick'
import { toastFailed } from '../ui/toast'
import classes from './calllog.module.css'
import { callExchangesQuery, totalsQuery } from './calls'
import { type CallFilter, CERTAINTIES, queryOf, SEGMENTS } from './filter'

const FORMATS = ['csv', 'xlsx'] as const

/** What a worksheet holds at most, without its head. */
const XLSX_ROWS = 1_048_575

/** The quick views of the log with their numbers, what the filter sums to, and the way out as a file. */
export function SumBar({ filter, onFilter }: { filter: CallFilter; onFilter: (filter: CallFilter) => void }) {
  const { t } = useTranslation()
  const { data: totals } = useQuery(totalsQuery(filter))
  const { data: exchanges = [] } = useQuery(callExchangesQuery)
  const sum = totals?.[filter.segment ?? 'all']
  const own = sum && sum.ownTalkSeconds !== null && Math.round(sum.ownTalkSeconds) !== Math.round(sum.talkSeconds) ? sum.ownTalkSeconds : null
  const save = (format: (typeof FORMATS)[number]) => {
    if (format === 'xlsx' && sum && sum.calls > XLSX_ROWS) return toastFailed(t('calllog.tooManyForXlsx', { limit: count(XLSX_ROWS) }))
    const link = document.createElement('a')
    link.href = exportAddress({ ...queryOf(filter), format, language: language() })
    link.download = ''
    link.click()
  }
  return (
    <div className={classes.sums}>
      <SegmentedControl aria-label={t('calllog.segments')} data-testid="segments" value={filter.segment ?? 'all'}
        onChange={(value) => onFilter({ ...filter, segment: SEGMENTS.find((one) => one === value) })}
        data={(['all', ...SEGMENTS] as const).map((value) => ({
          value, label: <>{t(`calllog.segment.${value}`)}<span className={classes.number}>{totals ? count(totals[value].calls) : ''}</span></>,
        }))} />
      <Pick testid="filter-certainty" name={t('calllog.sure')} value={filter.certainty} onPick={(value) => onFilter({ ...filter, certainty: CERTAINTIES.find((one) => one === value) })}
        choices={CERTAINTIES.map((value) => ({ value, label: t(`calllog.sureWord.${value}`) }))} />
      {(exchanges.length > 1 || filter.pbx) && (
        <Pick testid="filter-pbx" name={t('calllog.exchange')} value={filter.pbx} onPick={(pbx) => onFilter({ ...filter, pbx })} choices={exchanges.map(({ id, name }) => ({ value: id, label: name }))} />
      )}
      <div className={classes.totals}>
        <span className={classes.sum} data-testid="call-sum">
          {sum && <>{t('calllog.sumCalls', { count: sum.calls, number: count(sum.calls) })}{sum.talkSeconds > 0 && <>, {t('calllog.sumTalk')} <b>{duration(sum.talkSeconds)}</b></>}</>}
          {own !== null && <>, {t(filter.operator ? 'calllog.sumOwn' : 'calllog.sumTeam')} <b>{duration(own)}</b></>}
        </span>
        <Menu position="bottom-end">
          <Menu.Target>
            <button type="button" className={classes.save} data-testid="export"><IconDownload size={14} stroke={1.75} aria-hidden="true" />{t('calllog.save')}</button>
          </Menu.Target>
          <Menu.Dropdown>
            {FORMATS.map((format) => <Menu.Item key={format} data-testid={`export-${format}`} onClick={() => save(format)}>{t(`calllog.format.${format}`)}</Menu.Item>)}
          </Menu.Dropdown>
        </Menu>
      </div>
    </div>
  )
}
