import { useTranslation } from 'react-i18next'
import type { ClientMerge } from '../api/types'
import { draftOf, type Field } from '../client/draft'
import { useFieldWords } from '../client/field-words'
import classes from './Timeline.module.css'

const SAID: Field[] = ['name', 'company', 'position', 'status', 'source', 'owner', 'about', 'phones', 'emails']

/** Another card went into this one: what came along, and below what each of the two said. */
export function MergeBody({ merge }: { merge: ClientMerge }) {
  const { t } = useTranslation()
  const words = useFieldWords()
  const [kept, gone] = [draftOf(merge.kept), draftOf(merge.absorbed)]
  const differing = SAID.filter((field) => words.value(kept, field) !== words.value(gone, field))
  const { call = 0, note = 0, deal = 0, plan = 0 } = merge.moved
  return (
    <>
      <div className={classes.body}><b>{t('card.item.merged', { name: merge.absorbed.name })}</b></div>
      <div className={classes.aside}>{merge.by.name}</div>
      <details className={classes.said}>
        <summary>{t('card.item.counts', { call, note, deal, plan })}</summary>
        <table className={classes.then}>
          <thead><tr><td /><th scope="col">{t('card.item.here')}</th><th scope="col">{t('card.item.there')}</th></tr></thead>
          <tbody>
            {differing.map((field) => <tr key={field}><th scope="row">{words.name(field)}</th><td>{words.value(kept, field)}</td><td>{words.value(gone, field)}</td></tr>)}
          </tbody>
        </table>
      </details>
    </>
  )
}
