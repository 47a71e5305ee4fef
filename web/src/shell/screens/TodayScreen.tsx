import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useState } from 'react'
import type { Plan } from '../../api/types'
import { NEW_PLAN } from '../../planning/plans'
import { TodayPage } from '../../planning/TodayPage'

const panels = () => import('../../planning/PlanPanel')
const PlanPanel = lazy(() => panels().then((room) => ({ default: room.PlanPanel })))
const NewPlanPanel = lazy(() => panels().then((room) => ({ default: room.NewPlanPanel })))
const ClientPage = lazy(() => import('../../card/ClientPage').then((room) => ({ default: room.ClientPage })))

/**
 * A contact opens beside the list. So does a client where the screen is wide, else in the list's place; either way it has
 * an address.
 */
export function TodayScreen() {
  const { scope, client, plan } = useSearch({ from: '/today' })
  const navigate = useNavigate({ from: '/today' })
  const isWide = useMediaQuery('(min-width: 1600px)', window.innerWidth >= 1600)
  const beside = useCallback(
    (open: { client?: string; plan?: string }) => void navigate({ to: '/today', search: (before) => ({ scope: before.scope, ...open }), replace: true }),
    [navigate],
  )
  const close = useCallback(() => beside({}), [beside])
  const onPlan = useCallback((id: string) => beside({ plan: id }), [beside])
  const [made, setMade] = useState<string>()
  const done = ({ id }: Plan) => {
    setMade(id)
    close()
  }
  const side = plan === NEW_PLAN ? <NewPlanPanel onDone={done} onClose={close} />
    : plan ? <PlanPanel key={plan} id={plan} onClose={close} />
      : isWide && client && <ClientPage key={client} id={client} onBack={close} />
  return (
    <TodayPage scope={scope ?? 'mine'} client={client} plan={plan} made={made} side={side && <Suspense>{side}</Suspense>} onCloseSide={close} onPlan={onPlan} onNew={() => onPlan(NEW_PLAN)}
      onScope={(chosen) => void navigate({ to: '/today', search: (before) => ({ ...before, scope: chosen === 'team' ? 'team' : undefined }), replace: true })}
      onClient={(id) => (isWide ? beside({ client: id }) : void navigate({ to: '/clients/$id', params: { id } }))}
      onNumber={(number) => void navigate({ to: '/calls', search: { number } })} />
  )
}
