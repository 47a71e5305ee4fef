import { Button } from '@mantine/core'
import { IconArchive, IconPencil, IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Deal } from '../api/types'
import { dayWord, EMPTY, money } from '../ui/format'
import { inOwnLanguage } from '../ui/locale'
import { Chip, Empty, Facts, IconButton, Section, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastFailed } from '../ui/toast'
import { useUndoToast } from '../undo/undo'
import { applyDeal } from './board'
import { dayOf, Next } from './deal-columns'
import { DealEdit } from './DealEdit'
import { dealQuery, patchDeal } from './deals'
import { DealStep } from './DealStep'
import { History } from './History'
import classes from './pipeline.module.css'
import { pipelinesQuery } from './pipelines'

interface DealDetailsProps {
  id: string
  owners: { id: string; name: string }[]
  onClose: () => void
  /** What is planned about it; a room below knows. */
  plan?: (deal: Deal) => ReactNode
}

export function DealDetails({ id, owners, onClose, plan }: DealDetailsProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: deal, error } = useQuery(dealQuery(id))
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  const [editing, setEditing] = useState(false)
  if (error && !deal) return <Empty title={words(Problem.of(error))}><Button onClick={onClose}>{t('calllog.close')}</Button></Empty>
  if (!deal) return <Skeleton rows={6} />
  const pipeline = pipelines.find((one) => one.id === deal.pipeline)
  return (
    <article data-testid="deal-details" data-id={deal.id} aria-label={deal.title}>
      <header className={classes.head}>
        <div>
          <h2>{deal.title}</h2>
          <p><Link to="/clients/$id" params={{ id: deal.client.id }}>{[deal.client.name, deal.client.company].filter(Boolean).join(', ')}</Link> · {t('card.dealNumber', { id: deal.id })}</p>
        </div>
        {!editing && !deal.archivedAt && <IconButton icon={IconPencil} label={t('pipeline.edit')} onClick={() => setEditing(true)} data-testid="deal-edit-open" />}
        <Archive deal={deal} onDone={onClose} />
        <IconButton icon={IconX} label={t('calllog.close')} onClick={onClose} data-testid="close-details" />
      </header>
      <DealStep deal={deal} pipelines={pipelines} />
      {editing
        ? <Section title={t('pipeline.about')}><DealEdit deal={deal} owners={owners} onDone={() => setEditing(false)} /></Section>
        : <About deal={deal} refusalLimit={pipeline?.refusalLimit} />}
      {plan?.(deal)}
      <History id={deal.id} />
    </article>
  )
}

function About({ deal, refusalLimit }: { deal: Deal; refusalLimit: number | undefined }) {
  const { t } = useTranslation()
  const rows: [string, ReactNode][] = [
    [t('pipeline.amount'), money(deal.amount, deal.currency)],
    [t('pipeline.owner'), deal.owner?.name ?? EMPTY],
    [t('pipeline.source'), deal.source ? inOwnLanguage(deal.source.label) : EMPTY],
    [t('pipeline.expectedOn'), deal.expectedOn ? dayOf(deal.expectedOn) : EMPTY],
    [t('pipeline.next'), <Next key="n" deal={deal} />],
    [t('planning.talked'), deal.lastTalkAt ? dayWord(deal.lastTalkAt) : t('pipeline.neverTalked')],
    [t('pipeline.created'), dayWord(deal.createdAt)],
  ]
  if (deal.refusals > 0 && refusalLimit) rows.push([t('pipeline.refusals'), <Refusals key="r" count={deal.refusals} limit={refusalLimit} />])
  if (deal.closedAt) rows.push([t('pipeline.closed'), dayWord(deal.closedAt)])
  if (deal.closedAt) rows.push([t('pipeline.reason'), deal.reason ? inOwnLanguage(deal.reason.label) : EMPTY])
  return (
    <Section title={t('pipeline.about')}>
      <Facts rows={rows} />
      {deal.description && <p className={classes.description}>{deal.description}</p>}
    </Section>
  )
}

/** Pale while the deal lives, red at the refusal that loses it. */
function Refusals({ count, limit }: { count: number; limit: number }) {
  const { t } = useTranslation()
  return <Chip tone={count >= limit ? 'overdue' : 'plain'}>{t('pipeline.refusedOf', { count, limit })}</Chip>
}

/** Out of sight, and back again by the toast or here. */
function Archive({ deal, onDone }: { deal: Deal; onDone: () => void }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const queries = useQueryClient()
  const undoToast = useUndoToast()
  const archive = useMutation({
    mutationFn: () => patchDeal(deal, { archived: !deal.archivedAt }),
    onSuccess: ({ undo, ...written }) => {
      applyDeal(queries, written)
      undoToast(t(written.archivedAt ? 'pipeline.archived' : 'pipeline.unarchived'), undo ?? undefined)
      if (written.archivedAt) onDone()
    },
    onError: (thrown) => {
      toastFailed(words(Problem.of(thrown)))
      void queries.invalidateQueries({ queryKey: dealQuery(deal.id).queryKey })
    },
  })
  if (deal.archivedAt) return <Button size="xs" onClick={() => archive.mutate()} data-testid="deal-unarchive">{t('pipeline.unarchive')}</Button>
  return <IconButton icon={IconArchive} label={t('pipeline.archive')} onClick={() => archive.mutate()} data-testid="deal-archive" />
}
