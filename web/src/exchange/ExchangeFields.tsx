import { Checkbox, NumberInput, PasswordInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import { Section } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import type { Draft } from './draft'
import type { Fault } from './faults'
import classes from './exchange.module.css'

interface Props {
  draft: Draft
  onChange: (draft: Draft) => void
  problem: Problem | null
  fault?: Fault
  secretSet: boolean
  /** To another place than the one that has the secret. */
  moved?: boolean
  /** Laid down by the settings file: to be read only. */
  readOnly?: boolean
}

type Text = Exclude<keyof Draft, 'tls' | 'port' | 'secret'>

export function ExchangeFields({ draft, onChange, problem, fault, secretSet, moved, readOnly }: Props) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const wrong = (field: string) => {
    if (problem?.field?.replace(/^exchange\./, '').startsWith(field)) return words(problem)
    return fault?.field === field ? t(`exchange.reason.${fault.reason}`) : null
  }
  const text = (field: Text, more: { note?: string; placeholder?: string; required?: boolean } = {}) => (
    <TextInput label={t(`exchange.${field}`)} description={more.note} placeholder={more.placeholder} required={more.required} value={draft[field]} readOnly={readOnly} autoComplete="off"
      autoCapitalize="none" spellCheck={false} data-testid={`exchange-${field}`} error={wrong(field)} onChange={(event) => onChange({ ...draft, [field]: event.currentTarget.value })} />
  )
  return (
    <>
      <div className={classes.fields}>
        {text('name', { required: true })}
        <div className={classes.pair}>
          {text('host', { required: true, placeholder: 'pbx.example.org' })}
          <NumberInput label={t('exchange.port')} value={draft.port} readOnly={readOnly} min={1} max={65535} hideControls allowNegative={false} allowDecimal={false} clampBehavior="none"
            classNames={{ error: classes.wide }} data-testid="exchange-port" error={wrong('port')} onChange={(value) => onChange({ ...draft, port: String(value) })} />
        </div>
        {text('user', { required: true })}
        <PasswordInput label={t('exchange.secret')} description={t(readOnly ? 'exchange.secretIs' : !secretSet ? 'exchange.secretNote' : moved ? 'exchange.secretMoved' : 'exchange.secretSet')} required={(!secretSet || moved) && !readOnly} value={draft.secret} readOnly={readOnly}
          autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': t('exchange.showSecret') }} data-testid="exchange-secret" error={wrong('secret')} aria-invalid={wrong('secret') !== null || undefined}
          onChange={(event) => onChange({ ...draft, secret: event.currentTarget.value })} />
        <Checkbox label={t('exchange.tls')} checked={draft.tls} disabled={readOnly} data-testid="exchange-tls" error={wrong('tls')} onChange={(event) => onChange({ ...draft, tls: event.currentTarget.checked })} />
        {draft.tls && text('certificate', { note: t('exchange.certificateNote'), placeholder: '/etc/ringcard/manager.pem' })}
      </div>
      <Section title={t('exchange.dialplan')}>
        <div className={classes.fields}>
          {text('ownNumbers', { note: t('exchange.ownNumbersNote'), placeholder: '74951230001, 74951230002' })}
          {text('phones', { note: t('exchange.phonesNote') })}
          {text('trunks', { note: t('exchange.trunksNote') })}
          <div className={classes.pair}>
            {text('channel')}
            {text('region')}
          </div>
          {text('context', { note: t('exchange.contextNote') })}
        </div>
      </Section>
      <Section title={t('exchange.files')}>
        <div className={classes.fields}>
          {text('recordings', { note: t('exchange.recordingsNote') })}
          {text('cel', { note: t('exchange.celNote'), placeholder: 'mariadb://ringcard@pbx/asteriskcdrdb' })}
        </div>
      </Section>
    </>
  )
}
