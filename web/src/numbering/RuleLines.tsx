import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import type { NumberRule } from '../api/types'
import { IconButton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { SortableRows } from '../ui/SortableRows'
import classes from './numbering.module.css'

/** A rule as it is typed, with a name of its own while lines change their places. */
export interface Line extends NumberRule {
  id: string
}

let made = 0
const line = (rule: NumberRule): Line => ({ ...rule, id: `line-${(made += 1)}` })
export const linesOf = (rules: NumberRule[]) => rules.map(line)
export const rulesOf = (lines: NumberRule[]): NumberRule[] => lines.map(({ prefix, pattern, prepend, as }) => ({ prefix, pattern, prepend, as }))

const AS = ['number', 'internal', 'withheld'] as const
const FAULTS = ['pattern-end', 'pattern-bracket', 'pattern-range', 'pattern-sign', 'pattern-empty'] as const

interface RuleLinesProps {
  lines: Line[]
  problem: Problem | null
  onChange: (lines: Line[]) => void
}

/** The rules in their order, in the columns that FreePBX has for dial patterns; the first that fits counts. */
export function RuleLines({ lines, problem, onChange }: RuleLinesProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [, at, member] = /rules\[(\d+)\](?:\.(\w+))?/.exec(problem?.field ?? '') ?? []
  const faulty = at === undefined ? undefined : lines[Number(at)]
  const fault = () => {
    const known = FAULTS.find((one) => one === problem?.reason)
    if (!problem) return null
    return known ? t(`numbering.fault.${known}`, { sign: String(problem.params.sign ?? ''), at: String(problem.params.at ?? '') }) : words(problem)
  }
  const set = (id: string, part: Partial<NumberRule>) => onChange(lines.map((one) => (one.id === id ? { ...one, ...part } : one)))
  const field = (one: Line, name: 'prefix' | 'pattern' | 'prepend', most: number) => (
    <TextInput size="xs" value={one[name]} maxLength={most} aria-label={t(`numbering.${name}`)} autoComplete="off" spellCheck={false} data-testid={`rule-${name}`}
      error={faulty?.id === one.id && (member === undefined || member === name)} onChange={(event) => set(one.id, { [name]: event.currentTarget.value.replace(/\s/g, '') })} />
  )
  return (
    <div className={classes.lines}>
      {lines.length > 0 && (
        <div className={classes.heads} aria-hidden="true">
          <span>{t('numbering.prefix')}</span><span>{t('numbering.pattern')}</span><span>{t('numbering.prepend')}</span><span>{t('numbering.as')}</span>
        </div>
      )}
      <SortableRows items={lines} label={t('numbering.rules')} onOrder={(ids) => onChange(ids.map((id) => lines.find((one) => one.id === id)!))}>
        {(one) => (
          <div className={classes.line} data-testid="number-rule">
            {field(one, 'prefix', 20)}
            {field(one, 'pattern', 40)}
            {field(one, 'prepend', 20)}
            <NativeSelect size="xs" value={one.as} aria-label={t('numbering.as')} data-testid="rule-as" onChange={(event) => set(one.id, { as: AS.find((as) => as === event.currentTarget.value) ?? 'number' })}
              data={AS.map((value) => ({ value, label: t(`numbering.is.${value}`) }))} />
            <IconButton icon={IconX} label={t('numbering.drop')} onClick={() => onChange(lines.filter((other) => other.id !== one.id))} />
            {faulty?.id === one.id && <p className={classes.wrong} role="alert" data-testid="rule-fault">{fault()}</p>}
          </div>
        )}
      </SortableRows>
      {lines.length === 0 && <p className={classes.note}>{t('numbering.none')}</p>}
      {problem && !faulty && <p className={classes.wrong} role="alert">{words(problem)}</p>}
      <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => onChange([...lines, line({ prefix: '', pattern: '_X.', prepend: '', as: 'number' })])} data-testid="rule-add">{t('numbering.add')}</Button>
      <details className={classes.help}><summary>{t('numbering.help')}</summary><p>{t('numbering.helpText')}</p></details>
    </div>
  )
}
