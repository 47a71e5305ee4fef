import { IconLink, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Card, Match } from '../api/types'
import { dayWord } from '../ui/format'
import { useKeys } from '../ui/keys'
import { Key } from '../ui/Pieces'
import { useFile } from './actions'
import classes from './card.module.css'
import { FindClient } from './FindClient'

const MOST = 8
const FOLDED = 3

/**
 * Why the page thinks that it is this client, who else it could be, and the way to say that it is somebody else.
 * The keys 2 to 9 choose among the others while no outcome has them.
 */
export function Why({ card, keys }: { card: Card; keys: boolean }) {
  const { t } = useTranslation()
  const { file } = useFile()
  const reason = useReason()
  const [finding, setFinding] = useState(false)
  const [all, setAll] = useState(false)
  const others = card.others.slice(0, MOST)
  const shown = all ? others : others.slice(0, FOLDED)
  const choose = (client: string) => {
    setFinding(false)
    file(card, client)
  }
  useKeys(
    {
      ...Object.fromEntries(others.map((other, i) => [`Digit${i + 2}`, () => choose(other.client.id)])),
      KeyF: () => setFinding(true),
    },
    keys,
  )
  return (
    <div className={classes.why} data-testid="why">
      <IconLink size={16} stroke={1.75} aria-hidden="true" />
      <div>
        <p>{card.match ? reason(card.match) : card.client ? t('card.match.chosen') : t(others.length > 0 ? 'card.match.none' : 'card.whose')}</p>
        {shown.map((other, i) => (
          <button key={other.client.id} type="button" className={classes.other} data-testid="choose-client" data-id={other.client.id} title={reason(other)} onClick={() => choose(other.client.id)}>
            <span>{[other.client.name, other.client.company].filter(Boolean).join(', ')} <small>{reason(other)}</small></span>
            {keys && <Key>{t('keys.altDigit', { digit: i + 2 })}</Key>}
          </button>
        ))}
        {shown.length < others.length && (
          <button type="button" className={classes.other} onClick={() => setAll(true)}>{t('card.moreOthers', { count: others.length - shown.length })}</button>
        )}
        {finding ? (
          <FindClient onFound={choose} onLeave={() => setFinding(false)} />
        ) : (
          <button type="button" className={classes.other} data-testid="another-client" onClick={() => setFinding(true)}>
            <span><IconSearch size={13} stroke={1.75} aria-hidden="true" /> {t(card.client ? 'card.another' : 'card.find')}</span>
            {keys && <Key>{t('keys.altF')}</Key>}
          </button>
        )}
      </div>
    </div>
  )
}

function useReason(): (match: Match) => string {
  const { t } = useTranslation()
  return ({ reason, deal, at }) => {
    const spoke = at ? dayWord(at) : ''
    if (reason === 'deal' && deal) return spoke ? t('card.match.dealSpoke', { deal: deal.name, at: spoke }) : t('card.match.deal', { deal: deal.name })
    return reason === 'spoke' && spoke ? t('card.match.spoke', { at: spoke }) : t('card.match.number')
  }
}
