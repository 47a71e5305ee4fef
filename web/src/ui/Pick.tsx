import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ui.module.css'

interface PickProps {
  testid: string
  name: string
  value: string | undefined
  choices: { value: string; label: ReactNode }[]
  /** The word for no choice. */
  any?: string
  onPick: (value: string | undefined) => void
}

/** One choice of a bar: its name while anything goes, else what was chosen. */
export function Pick({ testid, name, value, choices, any, onPick }: PickProps) {
  const { t } = useTranslation()
  const chosen = choices.find((choice) => choice.value === value)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.pick} data-on={value !== undefined || undefined} data-testid={testid} title={name}>
          {value === undefined ? name : (chosen?.label ?? value)}
          <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={() => onPick(undefined)}>{any ?? t('pick.any')}</Menu.Item>
        <Menu.Divider />
        {choices.map((choice) => (
          <Menu.Item key={choice.value} data-value={choice.value} fw={choice.value === value ? 500 : undefined} onClick={() => onPick(choice.value)}>{choice.label}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
