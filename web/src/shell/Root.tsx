import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { meQuery } from '../staff/me'
import { setZone, language } from '../ui/locale'
import { Empty } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { Inside } from './Inside'
import { LanguageSwitch } from './LanguageSwitch'
import { setLanguage } from './language'

const SignIn = lazy(() => import('../staff/SignIn').then((room) => ({ default: room.SignIn })))

/** Sign-in or the work: the address stays, so that a link sent by a colleague opens after signing in. */
export function Root() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: me, error, refetch } = useQuery(meQuery)
  const chosen = me?.language
  useEffect(() => {
    if (chosen && chosen !== language()) void setLanguage(chosen)
  }, [chosen])
  if (me) setZone(me.zone)

  if (me === undefined && error) {
    return (
      <Empty title={words(Problem.of(error))}>
        <Button onClick={() => void refetch()}>{t('frame.again')}</Button>
      </Empty>
    )
  }
  if (me === undefined) return null
  return me === null ? (
    <Suspense>
      <SignIn corner={<LanguageSwitch />} />
    </Suspense>
  ) : (
    <Inside key={me.id} me={me} />
  )
}
