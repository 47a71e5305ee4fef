import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Suspense, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../staff/me'
import { Skeleton } from '../../ui/Pieces'
import { NotFound } from '../NotFound'
import { sectionsOf } from './sections'
import classes from './settings.module.css'

/** The settings a person may see, and the one that the address names beside them. */
export function SettingsScreen() {
  const { t } = useTranslation()
  const sections = sectionsOf(useMe())
  const { section: id } = useParams({ from: '/settings/$section' })
  const { q, item } = useSearch({ from: '/settings/$section' })
  const navigate = useNavigate({ from: '/settings/$section' })
  const onSearch = useCallback((typed: string | undefined) => void navigate({ search: (before) => ({ ...before, q: typed }), replace: true }), [navigate])
  const onItem = useCallback(
    (chosen: string | undefined) => void navigate({ search: (before) => ({ ...before, item: chosen }), replace: chosen !== undefined && item !== undefined }),
    [navigate, item],
  )
  const section = sections.find((one) => one.id === id)
  return (
    <div className={classes.settings}>
      <nav className={classes.list} aria-label={t('frame.settings')}>
        <p>{t('frame.settings')}</p>
        {sections.map(({ id: name, icon: Icon }) => (
          <Link key={name} to="/settings/$section" params={{ section: name }} className={classes.item} activeOptions={{ includeSearch: false }} data-testid={`settings-${name}`}>
            <Icon size={16} stroke={1.75} aria-hidden="true" />
            {t(`settings.section.${name}`)}
          </Link>
        ))}
      </nav>
      <div className={classes.section}>
        {section ? <Suspense fallback={<Skeleton />}><section.screen key={id} q={q} onSearch={onSearch} item={item} onItem={onItem} /></Suspense> : <NotFound />}
      </div>
    </div>
  )
}
