import { createContext, useContext } from 'react'

interface FrameActions {
  signOut: () => void
}

export const FrameContext = createContext<FrameActions>({ signOut: () => undefined })
export const useFrame = () => useContext(FrameContext)
