import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ExchangeFindings } from '../api/types'
import { Section } from '../ui/Pieces'
import classes from './exchange.module.css'

const MARK = { ok: IconCheck, warn: IconAlertTriangle, fail: IconX } as const

/** What a visit found, line by line; below what is red, what it costs and what to paste where. */
export function Findings({ findings }: { findings: ExchangeFindings }) {
  const { t } = useTranslation()
  return (
    <Section title={t(findings.ok ? 'exchange.triedWell' : 'exchange.triedIll')}>
      <ul className={classes.findings} data-testid="exchange-findings" data-ok={findings.ok}>
        {findings.checks.map((line) => {
          const Icon = MARK[line.mark]
          return (
            <li key={line.check} data-mark={line.mark}>
              <Icon size={15} stroke={2} role="img" aria-label={t(`exchange.mark.${line.mark}`)} />
              <div>
                <b>{line.name}</b> {line.text}
                {line.breaks && <p>{line.breaks}</p>}
                {line.paste.map((paste) => (
                  <figure key={paste.where + paste.lines}>
                    <figcaption>{t('exchange.paste', { where: paste.where })}{paste.freepbx && <small>{t('exchange.freepbx', { where: paste.freepbx })}</small>}</figcaption>
                    <pre tabIndex={0}>{paste.lines}</pre>
                  </figure>
                ))}
              </div>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
