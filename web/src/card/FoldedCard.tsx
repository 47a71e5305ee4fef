import { useTranslation } from 'react-i18next'
import type { Card } from '../api/types'
import { useMe } from '../staff/me'
import { duration } from '../ui/format'
import { Key } from '../ui/Pieces'
import classes from './card.module.css'
import { useCaller } from './caller'
import { ownTalk } from './own'

interface FoldedCardProps {
  card: Card
  keyShown: boolean
  /** It stands for the whole card until that is there. */
  coming?: boolean
  onOpen: () => void
}

export function FoldedCard({ card, keyShown, coming, onOpen }: FoldedCardProps) {
  const { t } = useTranslation()
  const caller = useCaller()
  const me = useMe()
  const phase = card.takenBy ? 'taken' : card.phase
  return (
    <button type="button" className={classes.folded} onClick={onOpen} data-testid={coming ? 'card-coming' : 'card'} data-phase={phase} data-call={card.id} data-folded>
      <i data-phase={phase} aria-hidden="true" />
      <span className={classes.foldedName}><b>{caller(card)}</b> {card.phase === 'writeup' && duration(ownTalk(card.call, me))}</span>
      <span className={classes.foldedWord} data-phase={phase}>{card.takenBy ? t('card.takenBy', { name: card.takenBy.name }) : t(`card.folded.${card.phase}`)}</span>
      {keyShown && <Key>{t('keys.altE')}</Key>}
    </button>
  )
}
