import { Combobox, Input, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { searchQuery } from '../client/clients'
import { useDial } from '../dial/dial'
import { phone } from '../ui/format'
import { useKeys } from '../ui/keys'
import { Key } from '../ui/Pieces'
import classes from './Frame.module.css'

/** One box over clients, numbers and deals: Ctrl+K from anywhere, Enter opens, a typed number can be dialled. */
export function SearchBox() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const dial = useDial()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 120)
  const { data: found, isFetching } = useQuery({ ...searchQuery(asked), enabled: asked !== '', placeholderData: keepPreviousData })
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() })
  useKeys({ 'Ctrl+KeyK': () => field.current?.select() })

  const number = dialable(text)
  const hits = asked === '' ? [] : (found ?? [])
  const close = () => {
    box.closeDropdown()
    setText('')
    field.current?.blur()
  }
  const choose = (value: string) => {
    close()
    if (value === 'dial' && number) dial.mutate(number)
    else if (value === 'calls') void navigate({ to: '/calls', search: { number: text.trim() } })
    else void navigate({ to: '/clients/$id', params: { id: value } })
  }

  return (
    <Combobox store={box} onOptionSubmit={choose} offset={4} width={400} position="bottom-start">
      <Combobox.Target>
        <Input ref={field} className={classes.searchBox} size="xs" value={text} data-testid="search" aria-label={t('frame.search')}
          placeholder={t('frame.search')} leftSection={<IconSearch size={16} stroke={1.75} />} leftSectionWidth={32}
          rightSection={text === '' ? <Key>{t('keys.ctrlK')}</Key> : null} rightSectionWidth={56} rightSectionPointerEvents="none"
          onFocus={() => text !== '' && box.openDropdown()} onBlur={() => box.closeDropdown()}
          onKeyDown={(event) => event.key === 'Escape' && close()}
          onChange={(event) => {
            setText(event.currentTarget.value)
            box.openDropdown()
            box.selectFirstOption()
          }} />
      </Combobox.Target>
      <Combobox.Dropdown hidden={text.trim() === ''}>
        <Combobox.Options>
          {hits.slice(0, 9).map((client) => (
            <Combobox.Option key={client.id} value={client.id} className={classes.hit} data-testid="search-hit">
              <span>{client.name} {client.company && client.company !== client.name && <small>{client.company}</small>}</span>
              <small>{client.phones[0] && phone(client.phones[0].number)}</small>
            </Combobox.Option>
          ))}
          {number && (
            <>
              <Combobox.Option value="dial" className={classes.hit}>{t('frame.dialNumber', { number: phone(number) })}</Combobox.Option>
              <Combobox.Option value="calls" className={classes.hit}>{t('frame.callsOfNumber')}</Combobox.Option>
            </>
          )}
        </Combobox.Options>
        {hits.length === 0 && !number && !isFetching && asked !== '' && <div className={classes.hint}>{t('frame.nothingFound')}</div>}
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** The typed text as a number to dial, when it is one: the own country's 8 becomes +7 at the server. */
function dialable(text: string): string | null {
  const digits = text.replace(/[ ()\-.\u00a0]/g, '')
  return /^\+?\d{3,19}$/.test(digits) ? digits : null
}
