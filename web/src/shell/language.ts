import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../api/types'
import { plain } from '../ui/format'
import type enFlight from '../flight/words/en.json'
import type enTour from './tour/words/en.json'
import type en from './words/en.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en; tour: typeof enTour; flight: typeof enFlight }
  }
}

const KEPT = 'ringcard.language'

const load: Record<Language, () => Promise<{ default: unknown }>> = {
  ru: () => import('./words/ru.json'),
  en: () => import('./words/en.json'),
}

/** The browser's own first language, unless somebody has chosen here before. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT)
  if (kept === 'ru' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en'
}

export async function startLanguage() {
  await i18next.use(initReactI18next).init({ resources: {}, lng: firstLanguage(), fallbackLng: false, interpolation: { escapeValue: true, escape: plain } })
  await setLanguage(firstLanguage())
}

/** Only one language is ever loaded, until the other one is asked for. */
export async function setLanguage(language: Language) {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const words = await load[language]()
    i18next.addResourceBundle(language, 'translation', words.default)
  }
  localStorage.setItem(KEPT, language)
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}
