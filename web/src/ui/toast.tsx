import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconArrowBackUp, IconCheck } from '@tabler/icons-react'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { Key } from './Pieces'
import classes from './ui.module.css'

const look = () => ({ withBorder: true, closeButtonProps: { 'aria-label': i18next.t('calllog.close') } })

/** Says that something was done; goes by itself. */
export function toastDone(message: string) {
  notifications.show({ message, autoClose: 4000, icon: <IconCheck size={16} />, color: 'var(--done)', ...look() })
}

/** Says what could not be done; stays longer. */
export function toastFailed(message: string) {
  notifications.show({ message, autoClose: 9000, icon: <IconAlertTriangle size={16} />, color: 'var(--overdue)', ...look() })
}

interface Offer {
  id: string
  act: () => void
}

/** What is offered now, the last one at the end. */
const offers: Offer[] = []

/** Says that something was done and offers one thing to do about it: long enough to read, think and reach it. */
export function toastOffer(message: string, label: string, act: () => void) {
  const offer: Offer = { id: '', act }
  offer.id = notifications.show({
    autoClose: 10_000, icon: <IconCheck size={16} />, color: 'var(--done)', ...look(),
    message: <Offered message={message} label={label} onTake={() => take(offer)} />,
    onClose: () => drop(offer),
  })
  offers.push(offer)
}

/** Takes what is offered last; whether there was anything. */
export function takeOffer(): boolean {
  const offer = offers.at(-1)
  if (offer) take(offer)
  return offer !== undefined
}

function drop(offer: Offer) {
  const place = offers.indexOf(offer)
  if (place >= 0) offers.splice(place, 1)
}

function take(offer: Offer) {
  drop(offer)
  notifications.hide(offer.id)
  offer.act()
}

function Offered({ message, label, onTake }: { message: string; label: string; onTake: () => void }) {
  const { t } = useTranslation()
  return (
    <span className={classes.toastOffer}>
      <span>{message}</span>
      <Button size="compact-sm" flex="none" data-testid="undo" leftSection={<IconArrowBackUp size={14} />} rightSection={<Key>{t('keys.ctrlZ')}</Key>} onClick={onTake}>{label}</Button>
    </span>
  )
}
