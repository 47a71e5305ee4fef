import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Empty } from '../ui/Pieces'

/** In the place of what could not be shown. A piece that was not fetched loads the page again by itself ({@code reload.js}). */
export function Broken() {
  const { t } = useTranslation()
  return (
    <Empty title={t('frame.broken')}>
      <p>{t('frame.brokenWhy')}</p>
      <Button onClick={() => location.reload()} data-testid="reload">{t('frame.reload')}</Button>
    </Empty>
  )
}
