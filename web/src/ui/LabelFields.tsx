import { TextInput } from '@mantine/core'
import { type FocusEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ui.module.css'

interface Words {
  ru: string
  en: string
}

/**
 * A word of the settings in both languages, changed in place: told when the two are left or Enter pressed and both are filled;
 * Escape brings back what stood there.
 */
export function LabelFields({ label, onLabel }: { label: Words; onLabel: (label: Words) => void }) {
  const { t } = useTranslation()
  const [words, setWords] = useState(label)
  const done = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (currentTarget.contains(relatedTarget)) return
    const said = { ru: words.ru.trim(), en: words.en.trim() }
    if (said.ru !== '' && said.en !== '' && (said.ru !== label.ru || said.en !== label.en)) onLabel(said)
    else if (said.ru === '' || said.en === '') setWords(label)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') event.currentTarget.blur()
    else if (event.key === 'Escape') setWords(label)
    else return
    event.stopPropagation()
  }
  return (
    <span className={classes.labelFields} onBlur={done}>
      {(['ru', 'en'] as const).map((language) => (
        <TextInput key={language} size="xs" aria-label={t(`label.${language}`)} title={t(`label.${language}`)} value={words[language]} maxLength={60} lang={language}
          onChange={(event) => setWords({ ...words, [language]: event.currentTarget.value })} onKeyDown={onKeyDown} />
      ))}
    </span>
  )
}
