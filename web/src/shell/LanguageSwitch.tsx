import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { language } from '../ui/locale'
import { setLanguage } from './language'

/** Languages are named in themselves, so that everybody finds the own one. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  return (
    <SegmentedControl aria-label={t('frame.language')} value={language()} data-testid="language"
      data={[{ value: 'ru', label: t('frame.russian') }, { value: 'en', label: t('frame.english') }]}
      onChange={(value) => void setLanguage(value === 'ru' ? 'ru' : 'en')} />
  )
}
