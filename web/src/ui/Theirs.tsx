import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ui.module.css'

interface TheirsProps {
  /** What somebody else has written meanwhile; empty for nothing. */
  text: string
  testid: string
  onTake: () => void
}

/** At a field in which two people wrote: the words of the other one, taken by one press. The field has the focus then. */
export function Theirs({ text, testid, onTake }: TheirsProps) {
  const { t } = useTranslation()
  const take = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    const pieces = [...(currentTarget.form?.elements ?? [])] as HTMLElement[]
    pieces[pieces.indexOf(currentTarget) - 1]?.focus()
    onTake()
  }
  return (
    <span className={classes.theirs} data-testid={testid}>
      {t('frame.theirs', { text: text || t('frame.blank') })} <button type="button" className={classes.take} onClick={take} data-testid={`${testid}-take`}>{t('frame.takeTheirs')}</button>
    </span>
  )
}
