import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { DealsPage } from '../../pipeline/DealsPage'
import { type DealFilter, type DealView } from '../../pipeline/filter'
import { pipelinesQuery } from '../../pipeline/pipelines'
import { PlanLines } from '../../planning/PlanLines'
import { peopleQuery } from '../../staff/people'
import { Skeleton } from '../../ui/Pieces'

const VIEW = 'ringcard.deals.view'
const PIPELINE = 'ringcard.deals.pipeline'

/** Where the address is silent, the view and the pipeline of last time are shown. */
export function DealsScreen() {
  const { deal, view: named, ...said } = useSearch({ from: '/deals' })
  const navigate = useNavigate({ from: '/deals' })
  const { data: owners = [] } = useQuery(peopleQuery)
  const view: DealView = named ?? (localStorage.getItem(VIEW) === 'list' ? 'list' : 'board')
  const { data: pipelines } = useQuery(pipelinesQuery)
  const wanted = said.pipeline ?? localStorage.getItem(PIPELINE) ?? undefined
  const filter = { ...said, pipeline: pipelines?.some((one) => one.id === wanted) ? wanted : undefined }
  const select = useCallback(
    (id: string | undefined) => void navigate({ to: '/deals', search: (before) => ({ ...before, deal: id }), replace: id !== undefined && deal !== undefined }),
    [navigate, deal],
  )
  const onFilter = useCallback(
    (chosen: DealFilter) => {
      if (chosen.pipeline) localStorage.setItem(PIPELINE, chosen.pipeline)
      else localStorage.removeItem(PIPELINE)
      void navigate({ to: '/deals', search: (before) => ({ view: before.view, deal: before.deal, ...chosen }) })
    },
    [navigate],
  )
  const onView = (chosen: DealView) => {
    localStorage.setItem(VIEW, chosen)
    void navigate({ to: '/deals', search: (before) => ({ ...before, view: chosen }) })
  }
  if (!pipelines) return <Skeleton rows={16} />
  return (
    <DealsPage view={view} onView={onView} filter={filter} onFilter={onFilter} owners={owners.filter((one) => one.active)} selected={deal} onSelect={select}
      plan={(opened) => !opened.closedAt && <PlanLines client={opened.client.id} deal={opened.id} />} />
  )
}
