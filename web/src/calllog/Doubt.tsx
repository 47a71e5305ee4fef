import { IconArrowsDiff, IconHistory, IconPlugConnectedX, type TablerIcon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Call, CallCertainty, CallDifference } from '../api/types'
import { duration, phone } from '../ui/format'
import { Chip, type Tone } from '../ui/Pieces'
import classes from './calllog.module.css'
import { differencesQuery } from './calls'

/** What may be doubted of a call that is over; of most there is nothing. */
export function doubtOf(call: Call): Exclude<CallCertainty, 'live'> | undefined {
  if (call.certainty === 'recovered' || call.certainty === 'disputed') return call.certainty
  return call.gap ? 'gap' : undefined
}

const LOOK: Record<Exclude<CallCertainty, 'live'>, { icon: TablerIcon; tone: Tone }> = {
  recovered: { icon: IconHistory, tone: 'plain' },
  disputed: { icon: IconArrowsDiff, tone: 'today' },
  gap: { icon: IconPlugConnectedX, tone: 'overdue' },
}

/** The sign of a doubt: alone in a narrow place, else with its word. */
export function DoubtSign({ call, word }: { call: Call; word?: boolean }) {
  const { t } = useTranslation()
  const doubt = doubtOf(call)
  if (!doubt) return null
  const { icon: Icon, tone } = LOOK[doubt]
  const title = doubtSentence(call, t)
  const name = t(isImported(call) ? 'calllog.imported' : `calllog.sureWord.${doubt}`)
  return word
    ? <span title={title} data-testid="doubt" data-doubt={doubt}><Chip tone={tone} icon={Icon}>{name}</Chip></span>
    : (
      <span className={classes.sign} data-tone={tone} data-testid="doubt" data-doubt={doubt} title={title}>
        <Icon size={15} stroke={1.75} role="img" aria-label={name} />
      </span>
    )
}

/** In full: what is doubted, and what the exchange's own records tell differently. */
export function Doubt({ call }: { call: Call }) {
  const { t } = useTranslation()
  const doubt = doubtOf(call)
  if (!doubt) return null
  return (
    <div className={classes.doubt} data-testid="certainty" data-doubt={doubt}>
      <DoubtSign call={call} word />
      <p>{doubtSentence(call, t)}</p>
      {doubt === 'gap' && call.gap === 'stays' && <p data-testid="gap-stays">{t('calllog.gapStays')}</p>}
      {doubt === 'disputed' && <Differences call={call} />}
    </div>
  )
}

/** From before this program: records told of it, and no gap of the link. */
const isImported = (call: Call) => call.certainty === 'recovered' && call.recoveredFrom === null

function doubtSentence(call: Call, t: TFunction): string {
  if (isImported(call)) return t('calllog.certainty.imported')
  if (call.recoveredFrom === 'cdr') return t('calllog.certainty.recoveredByDetails')
  if (call.certainty === 'recovered' || call.certainty === 'disputed') return t(`calllog.certainty.${call.certainty}`)
  const lost = t(call.certainty === 'endUnknown' ? 'calllog.certainty.endUnknown' : 'calllog.certainty.unheard')
  return call.gap === 'waits' || call.gap === 'untold' ? `${lost} ${t(`calllog.gapWord.${call.gap}`)}` : lost
}

function Differences({ call }: { call: Call }) {
  const { data = [] } = useQuery(differencesQuery(call.id))
  return data.length > 0 ? <DifferenceTable differences={data} /> : null
}

/** Ours against the exchange's. */
export function DifferenceTable({ differences }: { differences: CallDifference[] }) {
  const { t } = useTranslation()
  return (
    <table className={classes.differences} data-testid="differences">
      <thead><tr><th /><th scope="col">{t('calllog.ours')}</th><th scope="col">{t('calllog.theirs')}</th></tr></thead>
      <tbody>
        {differences.map((one, i) => (
          <tr key={i} data-what={one.what}>
            <th scope="row">{t(`calllog.differs.${one.what}`)}</th>
            <td>{valueOf(one, one.ours, t)}</td>
            <td>{valueOf(one, one.recorded, t)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const WAYS = ['inbound', 'outbound', 'internal'] as const
const ENDS = ['answered', 'no_answer', 'busy', 'failed', 'abandoned', 'voicemail'] as const

function valueOf({ what }: CallDifference, value: string | number, t: TFunction): string {
  if (typeof value === 'number') return duration(value)
  if (what === 'number' || what === 'did') return phone(value)
  const way = WAYS.find((one) => one === value)
  const end = ENDS.find((one) => one === value)
  return way ? t(`calllog.direction.${way}`) : end ? t(`calllog.resultWord.${end}`) : value
}
