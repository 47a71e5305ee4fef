import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../ui/Pieces'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <Empty title={t('frame.noPage')}>
      <Link to="/today">{t('frame.toToday')}</Link>
    </Empty>
  )
}
