import { useTranslation } from 'react-i18next'
import type { Card } from '../api/types'
import { duration } from '../ui/format'
import { Key } from '../ui/Pieces'
import classes from './card.module.css'
import { useCaller } from './caller'

export function FoldedCard({ card, keyShown, onOpen }: { card: Card; keyShown: boolean; onOpen: () => void }) {
  const { t } = useTranslation()
  const caller = useCaller()
  return (
    <button type="button" className={classes.folded} onClick={onOpen} data-testid="card" data-phase={card.phase} data-call={card.id} data-folded>
      <i data-phase={card.phase} aria-hidden="true" />
      <span className={classes.foldedName}><b>{caller(card)}</b> {card.phase === 'writeup' && duration(card.call.talkSeconds)}</span>
      <span className={classes.foldedWord} data-phase={card.phase}>{t(`card.folded.${card.phase}`)}</span>
      {keyShown && <Key>{t('keys.altE')}</Key>}
    </button>
  )
}
