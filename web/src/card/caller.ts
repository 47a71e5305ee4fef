import { useTranslation } from 'react-i18next'
import type { Card } from '../api/types'
import { phone } from '../ui/format'

/** Who calls, in as few words as are known. */
export function useCaller(): (card: Card) => string {
  const { t } = useTranslation()
  return ({ client, call }) => client?.name ?? (call.number ? phone(call.number) : t('card.withheld'))
}
