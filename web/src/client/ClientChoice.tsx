import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client } from '../api/types'
import classes from './client.module.css'
import { searchQuery } from './clients'

interface ClientChoiceProps {
  testid: string
  onChoose: (client: Client) => void
  onClose: () => void
}

/** Whose it is: found while typing, Enter takes the first. */
export function ClientChoice({ testid, onChoose, onClose }: ClientChoiceProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const asked = typed.trim()
  const { data: found, isFetching } = useQuery({ ...searchQuery(asked), enabled: asked.length > 0 })
  const hits = asked ? (found?.items ?? []).slice(0, 8) : []
  return (
    <form className={classes.choice}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        if (hits[0]) onChoose(hits[0])
      }}>
      <TextInput size="xs" label={t('planning.client')} placeholder={t('frame.search')} value={typed} autoFocus maxLength={100} data-testid={testid}
        onChange={(event) => setTyped(event.currentTarget.value)} />
      <div className={classes.hits} role="group" aria-label={t('planning.client')}>
        {hits.map((one) => (
          <button key={one.id} type="button" onClick={() => onChoose(one)} data-testid={`${testid}-hit`}><b>{one.company ?? one.name}</b> {one.company ? one.name : ''}</button>
        ))}
        {asked && !isFetching && hits.length === 0 && <p>{t('frame.nothingFound')}</p>}
      </div>
    </form>
  )
}
