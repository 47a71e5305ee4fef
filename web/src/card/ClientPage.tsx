import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Problem } from '../api/problem'
import { clientQuery } from '../client/clients'
import { EditClient } from '../client/EditClient'
import { PlanLines } from '../planning/PlanLines'
import { isField, useKeys } from '../ui/keys'
import { Empty, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { About, People, Reach, Who } from './ClientFacts'
import { ClientDeals, NeedsNow } from './ClientMatters'
import { cardsQuery } from './cards'
import classes from './ClientPage.module.css'
import { Timeline } from './Timeline'

/** Facts at the left, one timeline, deals and plan at the right; Escape goes back to the list. */
export function ClientPage({ id, onBack }: { id: string; onBack: () => void }) {
  const words = useProblemWords()
  const [editing, setEditing] = useState(false)
  const { data: client, error } = useQuery(clientQuery(id))
  const edit = () => setEditing(true)
  const { data: cards = [] } = useQuery(cardsQuery)
  // While a call is open its card has this key.
  useKeys({ KeyE: edit }, !editing && cards.length === 0)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isField(event.target)) onBack()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [onBack])
  if (error) return <Empty title={words(Problem.of(error))} />
  if (!client) return <Skeleton rows={12} />
  const matters = (
    <>
      <NeedsNow client={client} />
      <ClientDeals clientId={client.id} />
      <PlanLines client={client.id} />
    </>
  )
  return (
    <div className={classes.page} data-testid="client-card" data-id={client.id}>
      <div className={classes.facts}>
        {editing ? <EditClient client={client} onDone={() => setEditing(false)} /> : (
          <>
            <Who client={client} />
            <div className={classes.folded}>{matters}</div>
            <Reach client={client} onEdit={edit} />
            <About client={client} onEdit={edit} />
            <People client={client} />
          </>
        )}
      </div>
      <Timeline clientId={client.id} />
      <div className={classes.right}>{matters}</div>
    </div>
  )
}
