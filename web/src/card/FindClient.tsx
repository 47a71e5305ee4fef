import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { searchQuery } from '../client/clients'
import { phone } from '../ui/format'
import classes from './card.module.css'

const MOST = 5

/** Finds the client whose call this was, when the number does not tell. */
export function FindClient({ onFound, onLeave }: { onFound: (clientId: string) => void; onLeave: () => void }) {
  const { t } = useTranslation()
  const list = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const [asked] = useDebouncedValue(text.trim(), 120)
  const { data, isFetching } = useQuery({ ...searchQuery(asked), enabled: asked !== '', placeholderData: keepPreviousData })
  const found = asked === '' ? [] : (data?.items ?? []).slice(0, MOST)
  const current = Math.min(active, Math.max(0, found.length - 1))

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(current + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(current - 1, 0))
    else if (event.key === 'Enter' && found[current]) onFound(found[current].id)
    else if (event.key === 'Escape') onLeave()
    else return
    event.preventDefault()
  }
  return (
    <div className={classes.find}>
      <TextInput size="xs" autoFocus value={text} data-testid="find-client" aria-label={t('card.find')} placeholder={t('card.findHint')} autoComplete="off" maxLength={100}
        role="combobox" aria-expanded={found.length > 0} aria-controls={list} aria-activedescendant={found[current] ? `${list}-${found[current].id}` : undefined}
        leftSection={<IconSearch size={16} stroke={1.75} />} onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
        }} />
      <div id={list} role="listbox" aria-label={t('card.find')}>
        {found.map((client, i) => (
          <div key={client.id} id={`${list}-${client.id}`} role="option" aria-selected={i === current} className={classes.hit} data-testid="found-client" data-id={client.id}
            onMouseMove={() => setActive(i)} onClick={() => onFound(client.id)}>
            <span>{client.name} {client.company && client.company !== client.name && <small>{client.company}</small>}</span>
            <small>{client.phones[0] && phone(client.phones[0].number)}</small>
          </div>
        ))}
      </div>
      {asked !== '' && found.length === 0 && !isFetching && <p className={classes.nobody}>{t('card.findNobody')}</p>}
    </div>
  )
}
