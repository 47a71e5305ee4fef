import i18next from 'i18next'
import type { Label, Language } from '../api/types'

let zoneName = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The installation's zone: every time on the page is shown in it. */
export const zone = () => zoneName
export function setZone(name: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    zoneName = name
  } catch {
    // A zone this browser does not know: its own stays.
  }
}

export const language = (): Language => (i18next.language === 'ru' ? 'ru' : 'en')
export const locale = () => (language() === 'ru' ? 'ru-RU' : 'en-GB')

/** A word kept by the server in both languages. */
export const inOwnLanguage = (label: Label) => label[language()]
