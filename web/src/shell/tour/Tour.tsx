import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../staff/me'
import { useTourSeen } from '../../staff/own'
import { Key } from '../../ui/Pieces'
import { toastDone } from '../../ui/toast'
import { stepsOf } from './steps'
import classes from './tour.module.css'

/**
 * What somebody new should know, step by step, in a strip of the frame: it covers nothing, and takes the focus only when nothing else has it.
 * @param aside while a call needs the eye; the step is kept
 */
export function Tour({ aside }: { aside: boolean }) {
  const { t } = useTranslation('tour')
  const { t: tFrame } = useTranslation()
  const steps = stepsOf(useMe())
  const { mutate } = useTourSeen()
  const [at, setAt] = useState(0)
  const forward = useRef<HTMLButtonElement>(null)
  const place = Math.min(at, steps.length - 1)
  const step = steps[place]!
  const last = place === steps.length - 1
  usePointer(aside ? null : step.piece)
  useEffect(() => {
    if (document.activeElement === document.body) forward.current?.focus()
  }, [at])
  if (aside) return null

  const leave = () => {
    mutate(true)
    toastDone(t('kept'))
  }
  const next = () => (last ? leave() : setAt(place + 1))
  const back = () => setAt(Math.max(0, place - 1))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.key === 'Escape') leave()
    else if (event.key === 'ArrowLeft') back()
    else if (event.key === 'ArrowRight') setAt(Math.min(place + 1, steps.length - 1))
    else return
    event.preventDefault()
  }
  return (
    <section className={classes.tour} aria-label={tFrame('frame.tour')} data-testid="tour" data-step={step.id} onKeyDown={onKeyDown}>
      <div className={classes.words} aria-live="polite" aria-atomic="true">
        <p className={classes.title}>
          <strong>{t(`step.${step.id}.title`)}</strong>
          {step.keys?.map((key) => <Key key={key}>{tFrame(key)}</Key>)}
          <small>{t('of', { step: place + 1, all: steps.length })}</small>
        </p>
        <p>{t(`step.${step.id}.text`)}</p>
      </div>
      <div className={classes.buttons}>
        {step.to && step.place && <Link className={classes.open} {...step.to} data-testid="tour-open">{t('open', { place: tFrame(step.place) })}</Link>}
        {!last && <button type="button" className={classes.skip} onClick={leave} data-testid="tour-skip">{t('skip')}</button>}
        {place > 0 && <Button onClick={back} data-testid="tour-back">{t('back')}</Button>}
        <Button ref={forward} variant="filled" onClick={next} data-testid="tour-next">{t(last ? 'done' : 'next')}</Button>
      </div>
    </section>
  )
}

/** Outlines the piece of the frame that is spoken of. */
function usePointer(piece: string | null) {
  useEffect(() => {
    const shown = piece === null ? null : document.querySelector(`[data-piece="${piece}"]`)
    shown?.setAttribute('data-pointed', '')
    return () => shown?.removeAttribute('data-pointed')
  }, [piece])
}
