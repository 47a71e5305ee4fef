import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconArrowBackUp, IconCheck } from '@tabler/icons-react'
import classes from './ui.module.css'

/** Says that something was done; goes by itself. */
export function toastDone(message: string) {
  notifications.show({ message, autoClose: 4000, icon: <IconCheck size={16} />, color: 'var(--done)', withBorder: true })
}

/** Says what could not be done; stays longer. */
export function toastFailed(message: string) {
  notifications.show({ message, autoClose: 9000, icon: <IconAlertTriangle size={16} />, color: 'var(--overdue)', withBorder: true })
}

/** Says that something was done and offers one thing to do about it: long enough to read, think and reach it. */
export function toastOffer(message: string, label: string, act: () => void) {
  const id = notifications.show({
    autoClose: 10_000, icon: <IconCheck size={16} />, color: 'var(--done)', withBorder: true,
    message: (
      <span className={classes.toastOffer}>
        <span>{message}</span>
        <Button size="compact-sm" data-testid="undo" leftSection={<IconArrowBackUp size={14} />}
          onClick={() => {
            notifications.hide(id)
            act()
          }}>
          {label}
        </Button>
      </span>
    ),
  })
}
