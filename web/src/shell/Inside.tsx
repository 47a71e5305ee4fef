import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import type { Me } from '../api/types'
import { stop } from '../recording/sound'
import { useSignOut } from '../staff/me'
import { FrameContext } from './frame-context'
import { makeRouter } from './routes'
import { useLive } from './use-live'
import { useStandby } from './use-standby'

/** Everything behind the sign-in: the live line and the addresses. */
export function Inside({ me }: { me: Me }) {
  const live = useLive(me.id)
  useStandby()
  const signOut = useSignOut(() => {
    stop()
    live.close()
  })
  const [router] = useState(makeRouter)
  return (
    <FrameContext value={{ signOut: () => signOut.mutate() }}>
      <RouterProvider router={router} />
    </FrameContext>
  )
}
