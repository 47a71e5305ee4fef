import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { CallPanel } from '../card/CallPanel'
import { cardsQuery } from '../card/cards'
import { useHeldNotice } from '../planning/Held'
import { MiniPlayer } from '../recording/MiniPlayer'
import { useMe } from '../staff/me'
import { isField, useKeys } from '../ui/keys'
import { takeOffer } from '../ui/toast'
import classes from './Frame.module.css'
import { withWords } from './language'
import { Rail } from './Rail'
import { StatusBar } from './StatusBar'
import { TopBar } from './TopBar'
import { useRingNotice } from './use-ring-notice'

const Tour = lazy(() => withWords('tour', import('./tour/Tour')).then((room) => ({ default: room.Tour })))
const FOLDED = 'ringcard.folded'

export function Frame() {
  const { data: cards = [] } = useQuery(cardsQuery)
  const { tourSeen } = useMe()
  const [folded, setFolded] = useState(() => localStorage.getItem(FOLDED) === 'yes')
  useRingNotice(cards)
  useHeldNotice()
  useKeys({ 'Ctrl+KeyZ': (event) => !isField(event.target) && takeOffer() })
  const fold = () => {
    localStorage.setItem(FOLDED, folded ? 'no' : 'yes')
    setFolded(!folded)
  }
  return (
    <div className={classes.frame} data-folded={folded || undefined} data-call={cards.length > 0 || undefined}>
      <Rail folded={folded} onFold={fold} />
      <TopBar />
      <main className={classes.main}>
        <StatusBar />
        <div className={classes.work}><Outlet /></div>
        <MiniPlayer />
        {!tourSeen && <Suspense><Tour aside={cards.some((card) => card.phase === 'ringing' || card.phase === 'talking')} /></Suspense>}
      </main>
      <CallPanel className={classes.panel} />
    </div>
  )
}
