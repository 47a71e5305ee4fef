import { Input } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client } from '../api/types'
import { searchQuery } from '../client/clients'
import { useDial } from '../dial/dial'
import { phone } from '../ui/format'
import { useKeys } from '../ui/keys'
import { Key } from '../ui/Pieces'
import classes from './Frame.module.css'

interface Choice {
  key: string
  words: ReactNode
  take: () => void
}

const MOST = 9

/** One box over clients, numbers and deals: Ctrl+K from anywhere, Enter opens, a typed number can be dialled. */
export function SearchBox() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const dial = useDial()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [asked] = useDebouncedValue(text.trim(), 120)
  const { data: found, isFetching } = useQuery({ ...searchQuery(asked), enabled: asked !== '', placeholderData: keepPreviousData })
  useKeys({ 'Ctrl+KeyK': () => field.current?.select() })

  const choices: Choice[] = (asked === '' ? [] : (found?.items ?? [])).slice(0, MOST).map((client) => ({
    key: client.id,
    words: (
      <>
        <span>{client.name} {client.company && client.company !== client.name && <small>{client.company}</small>}</span>
        <small>{reachOf(client, asked)}</small>
      </>
    ),
    take: () => void navigate({ to: '/clients/$id', params: { id: client.id } }),
  }))
  for (const deal of asked === '' ? [] : (found?.deals ?? [])) {
    choices.push({
      key: `deal-${deal.id}`,
      words: (
        <>
          <span>{deal.title} <small>{[deal.client.name, deal.client.company].filter(Boolean).join(', ')}</small></span>
          <small>{t(deal.closed ? 'frame.closedDeal' : 'frame.deal', { id: deal.id })}</small>
        </>
      ),
      take: () => void navigate({ to: '/deals', search: { deal: deal.id } }),
    })
  }
  const number = dialable(text)
  if (number) {
    choices.push({ key: 'dial', words: t('frame.dialNumber', { number: phone(number) }), take: () => dial.mutate(number) })
    choices.push({ key: 'calls', words: t('frame.callsOfNumber'), take: () => void navigate({ to: '/calls', search: { number: text.trim() } }) })
  }
  const current = Math.min(active, Math.max(0, choices.length - 1))
  const shown = open && text.trim() !== ''
  const leave = () => {
    setOpen(false)
    setText('')
    field.current?.blur()
  }
  const take = (choice: Choice | undefined) => {
    if (!choice) return
    leave()
    choice.take()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive((current + 1) % Math.max(1, choices.length))
    else if (event.key === 'ArrowUp') setActive((current - 1 + choices.length) % Math.max(1, choices.length))
    else if (event.key === 'Enter') take(choices[current])
    else if (event.key === 'Escape') leave()
    else return
    event.preventDefault()
  }

  return (
    <div className={classes.searchBox} data-piece="search">
      <Input ref={field} size="xs" value={text} data-testid="search" aria-label={t('frame.search')} placeholder={t('frame.search')} autoComplete="off" spellCheck={false}
        role="combobox" aria-expanded={shown} aria-controls="search-hits" aria-activedescendant={shown && choices[current] ? `hit-${choices[current].key}` : undefined}
        leftSection={<IconSearch size={16} stroke={1.75} />} leftSectionWidth={32}
        rightSection={text === '' ? <Key>{t('keys.ctrlK')}</Key> : null} rightSectionWidth={56} rightSectionPointerEvents="none"
        onFocus={() => setOpen(true)} onBlur={() => setOpen(false)} onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setOpen(true)
          setActive(0)
        }} />
      {shown && (
        <div className={classes.hits}>
          <div id="search-hits" role="listbox" aria-label={t('frame.search')}>
            {choices.map((choice, i) => (
              <div key={choice.key} id={`hit-${choice.key}`} role="option" aria-selected={i === current} className={classes.hit} data-testid="search-hit" data-id={choice.key}
                onMouseDown={(event) => {
                  event.preventDefault()
                  take(choice)
                }} onMouseMove={() => setActive(i)}>
                {choice.words}
              </div>
            ))}
          </div>
          {choices.length === 0 && !isFetching && asked !== '' && <p className={classes.hint}>{t('frame.nothingFound')}</p>}
        </div>
      )}
    </div>
  )
}

/** The number or address that was looked for, else the first number. */
function reachOf(client: Client, asked: string): string {
  const digits = asked.replace(/\D/g, '').replace(/^8(?=\d{3})/, '')
  const number = client.phones.find((one) => digits.length > 2 && one.number.includes(digits)) ?? client.phones[0]
  const email = client.emails.find((one) => one.address.toLowerCase().includes(asked.toLowerCase()))
  return email && digits.length < 3 ? email.address : number ? phone(number.number) : (email?.address ?? '')
}

/** The typed text as a number to dial, when it is one: the own country's 8 becomes +7 at the server. */
function dialable(text: string): string | null {
  const digits = text.replace(/[ ()\-.\u00a0]/g, '')
  return /^\+?\d{3,19}$/.test(digits) ? digits : null
}
