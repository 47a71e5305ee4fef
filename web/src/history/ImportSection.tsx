import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Import } from '../api/types'
import { FormGroup, Groups } from '../ui/Form'
import { Empty, Page, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { ImportView } from './ImportView'
import { importsQuery } from './imports'
import { SourceForm } from './SourceForm'

/** Calls from before this program: where they are, how far they are taken over, and what could not be told. */
export function ImportSection() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [begun, setBegun] = useState<string>()
  const { data: imports, error, refetch } = useQuery(importsQuery)
  const isNow = ({ state }: Import) => state === 'running' || state === 'paused'
  const now = imports?.filter(isNow) ?? []
  const former = imports?.filter((one) => !isNow(one)) ?? []
  return (
    <Page title={t('settings.section.import')}>
      {error ? <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
        : !imports ? <Skeleton />
          : (
            <Groups>
              <Several title={t('history.now')} imports={now} begun={begun} onBegun={setBegun} />
              <SourceForm onBegun={setBegun} busy={now.some((one) => one.state === 'running')} />
              <Several title={t('history.former')} imports={former} begun={begun} onBegun={setBegun} />
            </Groups>
          )}
    </Page>
  )
}

interface SeveralProps {
  title: string
  imports: Import[]
  begun: string | undefined
  onBegun: (id: string) => void
}

function Several({ title, imports, begun, onBegun }: SeveralProps) {
  if (imports.length === 0) return null
  return <FormGroup title={title}>{imports.map((one) => <ImportView key={one.id} view={one} begun={one.id === begun} onBegun={onBegun} />)}</FormGroup>
}
