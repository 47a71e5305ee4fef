import { Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import { day, weekdayShort } from '../ui/format'
import { IconButton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { momentOf } from '../ui/zone'
import classes from './missed.module.css'

/** Single days on which nobody works, whatever their day of the week. */
export function ClosedDays({ dates, onChange, problem }: { dates: string[]; onChange: (dates: string[]) => void; problem: Problem | null }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [typed, setTyped] = useState('')
  const add = () => {
    onChange([...new Set([...dates, typed])].sort())
    setTyped('')
  }
  return (
    <div className={classes.closed}>
      {dates.length > 0 && (
        <ul aria-label={t('missedRules.daysOff')}>
          {dates.map((date) => (
            <li key={date} data-testid="missed-closed">
              {named(date)}
              <IconButton icon={IconX} label={t('missedRules.dropDay', { day: named(date) })} onClick={() => onChange(dates.filter((one) => one !== date))} />
            </li>
          ))}
        </ul>
      )}
      <div>
        <TextInput type="date" aria-label={t('missedRules.dayOff')} value={typed} data-testid="missed-closed-date" error={problem?.field?.startsWith('missed.closed') ? words(problem) : null}
          onChange={(event) => setTyped(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); if (typed) add() } }} />
        <Button leftSection={<IconPlus size={14} />} disabled={!typed} onClick={add} data-testid="missed-closed-add">{t('missedRules.addDay')}</Button>
      </div>
    </div>
  )
}

/** чт, 31 дек: with the year when it is not this one. */
function named(date: string): string {
  const [year = 0, month = 1, number = 1] = date.split('-').map(Number)
  const noon = momentOf({ year, month, day: number, hour: 12 })
  return `${weekdayShort(noon)}, ${day(noon)}`
}
