import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconBell, IconLogout, IconMap2, IconMoon, IconSun, IconUserCircle, IconVolume, IconVolumeOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ownInsideQuery } from '../calllog/calls'
import { cardsQuery } from '../card/cards'
import { phoneInside, phoneOf } from '../card/own'
import { useMe, useSaveLanguage } from '../staff/me'
import { useTourSeen } from '../staff/own'
import { count, initials, phone, unit } from '../ui/format'
import { language } from '../ui/locale'
import { IconButton } from '../ui/Pieces'
import { useFrame } from './frame-context'
import classes from './Frame.module.css'
import { setLanguage } from './language'
import { useNotices, useSound } from './notices'
import { SearchBox } from './SearchBox'

export function TopBar() {
  return (
    <header className={classes.top}>
      <SearchBox />
      <OwnFigures />
      <OwnPhone />
      <div className={classes.corner}>
        <LanguageButton />
        <ThemeButton />
        <UserMenu />
      </div>
    </header>
  )
}

function OwnFigures() {
  const { t } = useTranslation()
  const { figures } = useMe()
  return (
    <div className={classes.figures} data-piece="figures" data-testid="figures" aria-label={t('frame.ownToday')} role="group">
      <span>{t('frame.figureCalls')}<b>{count(figures.calls)}</b></span>
      <span>{t('frame.figureTalk')}<b>{unit(Math.round(figures.talkSeconds / 60), 'minute')}</b></span>
      <span>{t('frame.figureMissed')}<b>{count(figures.missed)}</b></span>
    </div>
  )
}

function OwnPhone() {
  const { t } = useTranslation()
  const me = useMe()
  const { extension } = me
  const { data: cards } = useQuery(cardsQuery)
  const { data: inside = [] } = useQuery(ownInsideQuery(me.id))
  const phases = new Set([...(cards ?? []).filter((card) => !card.takenBy).map((card) => phoneOf(card, me)), ...inside.map((call) => phoneInside(call, me))])
  const phase = phases.has('talking') ? 'talking' : phases.has('ringing') ? 'ringing' : phases.has('writeup') ? 'writeup' : 'free'
  if (!extension) return <span className={classes.phone} data-state="none"><i aria-hidden="true" />{t('frame.noPhone')}</span>
  return (
    <span className={classes.phone} data-state={cards === undefined ? 'none' : phase === 'talking' || phase === 'ringing' ? 'busy' : phase} data-testid="own-phone">
      <i aria-hidden="true" />
      {cards && t(`frame.phone.${phase}`)}
      <span>{phone(extension)}</span>
    </span>
  )
}

function LanguageButton() {
  const { t } = useTranslation()
  const save = useSaveLanguage()
  const short = language() === 'ru' ? t('frame.ru') : t('frame.en')
  const other = language() === 'ru' ? 'en' : 'ru'
  const change = () => {
    void setLanguage(other)
    save.mutate(other)
  }
  return (
    <button type="button" className={classes.plainButton} onClick={change} data-testid="language" aria-label={`${short}: ${t('frame.otherLanguage')}`} title={t('frame.otherLanguage')}>
      {short}
    </button>
  )
}

function ThemeButton() {
  const { t } = useTranslation()
  const { setColorScheme } = useMantineColorScheme()
  const now = useComputedColorScheme('light')
  return (
    <IconButton icon={now === 'dark' ? IconSun : IconMoon} label={t(now === 'dark' ? 'frame.light' : 'frame.dark')} data-testid="theme"
      onClick={() => setColorScheme(now === 'dark' ? 'light' : 'dark')} />
  )
}

function UserMenu() {
  const { t } = useTranslation()
  const me = useMe()
  const { signOut } = useFrame()
  const notices = useNotices()
  const sound = useSound()
  const tour = useTourSeen()
  const menu = useRef<HTMLDivElement>(null)
  const close = () => menu.current?.hidePopover()
  const showTour = () => {
    close()
    // The focus goes on to the tour instead of back to the menu's button.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    tour.mutate(false)
  }
  return (
    <>
      <button type="button" className={classes.letters} data-testid="user-menu" aria-label={`${initials(me.name)}: ${me.name}`} popoverTarget="user-menu">{initials(me.name)}</button>
      <div ref={menu} id="user-menu" popover="auto" className={classes.userMenu}>
        <p>{me.name} · {t(`staff.role.${me.role}`)}</p>
        <Link to="/settings/$section" params={{ section: 'profile' }} onClick={close} data-testid="own-profile">
          <IconUserCircle size={16} stroke={1.75} aria-hidden="true" />
          {t('frame.profile')}
        </Link>
        {notices.ask && (
          <button type="button" onClick={notices.ask} data-testid="allow-notices">
            <IconBell size={16} stroke={1.75} aria-hidden="true" />
            {t('frame.notices')}
          </button>
        )}
        <button type="button" onClick={sound.toggle} aria-pressed={sound.on} data-testid="sound">
          {sound.on ? <IconVolume size={16} stroke={1.75} aria-hidden="true" /> : <IconVolumeOff size={16} stroke={1.75} aria-hidden="true" />}
          {t(sound.on ? 'frame.soundOn' : 'frame.soundOff')}
        </button>
        <button type="button" onClick={showTour} data-testid="tour-again">
          <IconMap2 size={16} stroke={1.75} aria-hidden="true" />
          {t('frame.tour')}
        </button>
        <button type="button" onClick={signOut} data-testid="sign-out">
          <IconLogout size={16} stroke={1.75} aria-hidden="true" />
          {t('frame.signOut')}
        </button>
      </div>
    </>
  )
}
