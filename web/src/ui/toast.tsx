import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'

/** Says that something was done; goes by itself. */
export function toastDone(message: string) {
  notifications.show({ message, autoClose: 4000, icon: <IconCheck size={16} />, color: 'var(--done)', withBorder: true })
}

/** Says what could not be done; stays longer. */
export function toastFailed(message: string) {
  notifications.show({ message, autoClose: 9000, icon: <IconAlertTriangle size={16} />, color: 'var(--overdue)', withBorder: true })
}
