import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMe, useSaveLanguage } from '../../staff/me'
import { OwnName, OwnPassword, OwnSessions } from '../../staff/OwnAccount'
import { EMPTY, phone } from '../../ui/format'
import { FormGroup, Groups, Line } from '../../ui/Form'
import { language } from '../../ui/locale'
import { Facts, Page } from '../../ui/Pieces'
import { setLanguage } from '../language'
import { useNotices, useSound } from '../notices'

/** What belongs to oneself alone: who one is, and how this page looks and sounds. */
export function ProfileSection() {
  const { t } = useTranslation()
  const me = useMe()
  return (
    <Page title={t('settings.section.profile')}>
      <Groups>
        <FormGroup title={t('profile.who')}>
          <OwnName />
          <Facts rows={[
            [t('staff.login'), me.login],
            [t('staff.roleOf'), t(`staff.role.${me.role}`)],
            [t('staff.team'), me.team?.name ?? EMPTY],
            [t('staff.extension'), me.extension ? phone(me.extension) : t('frame.noPhone')],
          ]} />
        </FormGroup>
        <FormGroup title={t('profile.look')}>
          <LanguageLine />
          <ThemeLine />
        </FormGroup>
        <FormGroup title={t('profile.ringing')} note={t('profile.ringingNote')}>
          <SoundLine />
          <NoticesLine />
        </FormGroup>
        <OwnPassword />
        <OwnSessions />
      </Groups>
    </Page>
  )
}

function LanguageLine() {
  const { t } = useTranslation()
  const save = useSaveLanguage()
  const change = (chosen: 'ru' | 'en') => {
    void setLanguage(chosen)
    save.mutate(chosen)
  }
  return (
    <Line label={t('frame.language')}>
      <SegmentedControl aria-label={t('frame.language')} value={language()} data-testid="profile-language" onChange={change}
        data={[{ value: 'ru', label: t('frame.russian') }, { value: 'en', label: t('frame.english') }]} />
    </Line>
  )
}

function ThemeLine() {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Line label={t('profile.theme')}>
      <SegmentedControl aria-label={t('profile.theme')} value={colorScheme} data-testid="profile-theme" onChange={setColorScheme}
        data={[{ value: 'auto', label: t('profile.themeAuto') }, { value: 'light', label: t('profile.themeLight') }, { value: 'dark', label: t('profile.themeDark') }]} />
    </Line>
  )
}

function SoundLine() {
  const { t } = useTranslation()
  const { on, toggle } = useSound()
  return (
    <Line label={t('profile.sound')}>
      <SegmentedControl aria-label={t('profile.sound')} value={on ? 'on' : 'off'} data-testid="profile-sound" onChange={toggle}
        data={[{ value: 'on', label: t('profile.on') }, { value: 'off', label: t('profile.off') }]} />
    </Line>
  )
}

function NoticesLine() {
  const { t } = useTranslation()
  const { ask, state } = useNotices()
  return (
    <Line label={t('profile.notices')} note={t(`profile.notice.${state}`)}>
      {ask && <Button onClick={ask} data-testid="profile-notices">{t('profile.allow')}</Button>}
    </Line>
  )
}
