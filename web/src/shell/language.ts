import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../api/types'
import { plain } from '../ui/format'
import { language } from '../ui/locale'
import type enFlight from '../flight/words/en.json'
import type enTour from './tour/words/en.json'
import type en from './words/en.json'
import type enBalance from './words/balance/en.json'
import type enMerge from './words/merge/en.json'
import type enMissed from './words/missed/en.json'
import type enReport from './words/report/en.json'
import type enSettings from './words/settings/en.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en & typeof enMerge & typeof enMissed & typeof enReport & typeof enBalance & typeof enSettings; tour: typeof enTour; flight: typeof enFlight }
  }
}

const KEPT = 'ringcard.language'

type Load = Record<Language, () => Promise<{ default: unknown }>>

/** Words of the frame and of the daily work; those of screens that are opened now and then come with the screen. */
const load = {
  daily: { ru: () => import('./words/ru.json'), en: () => import('./words/en.json') },
  merge: { ru: () => import('./words/merge/ru.json'), en: () => import('./words/merge/en.json') },
  missed: { ru: () => import('./words/missed/ru.json'), en: () => import('./words/missed/en.json') },
  report: { ru: () => import('./words/report/ru.json'), en: () => import('./words/report/en.json') },
  balance: { ru: () => import('./words/balance/ru.json'), en: () => import('./words/balance/en.json') },
  settings: { ru: () => import('./words/settings/ru.json'), en: () => import('./words/settings/en.json') },
  tour: { ru: () => import('./tour/words/ru.json'), en: () => import('./tour/words/en.json') },
  flight: { ru: () => import('../flight/words/ru.json'), en: () => import('../flight/words/en.json') },
} satisfies Record<string, Load>

type Part = keyof typeof load

/** Parts whose keys stand by themselves. */
const APART: Part[] = ['tour', 'flight']

const wanted = new Set<Part>(['daily'])
const loaded = new Set<string>()

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
export async function setLanguage(chosen: Language) {
  await Promise.all([...wanted].map((part) => fetchWords(part, chosen)))
  localStorage.setItem(KEPT, chosen)
  document.documentElement.lang = chosen
  await i18next.changeLanguage(chosen)
}

/** A screen together with the words that it alone says. */
export async function withWords<T>(part: Part, screen: Promise<T>): Promise<T> {
  wanted.add(part)
  await fetchWords(part, language())
  return screen
}

async function fetchWords(part: Part, of: Language) {
  if (loaded.has(part + of)) return
  const words = await load[part][of]()
  i18next.addResourceBundle(of, APART.includes(part) ? part : 'translation', words.default, true)
  loaded.add(part + of)
}
