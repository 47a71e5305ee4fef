import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
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
  const { data: imports, error, refetch } = useQuery(importsQuery)
  const running = imports?.find((one) => one.state === 'running')
  const others = imports?.filter((one) => one !== running) ?? []
  return (
    <Page title={t('settings.section.import')}>
      {error ? <Empty title={words(Problem.of(error))}><Button onClick={() => void refetch()}>{t('frame.again')}</Button></Empty>
        : !imports ? <Skeleton />
          : (
            <Groups>
              {running && <FormGroup title={t('history.now')}><ImportView view={running} /></FormGroup>}
              <SourceForm busy={running !== undefined} />
              {others.length > 0 && (
                <FormGroup title={t('history.former')}>
                  {others.map((one) => <ImportView key={one.id} view={one} />)}
                </FormGroup>
              )}
            </Groups>
          )}
    </Page>
  )
}
