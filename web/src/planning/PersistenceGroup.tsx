import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { ContactRule, Persistence } from '../api/types'
import { FormGroup, Line } from '../ui/Form'
import { IconButton, Skeleton } from '../ui/Pieces'
import { useProblemWords } from '../ui/problem-words'
import { toastFailed } from '../ui/toast'
import { persistenceQuery, useSavePersistence } from './persistence'
import { RuleFields } from './RuleFields'
import classes from './RuleFields.module.css'

const ANOTHER: ContactRule = { amount: 1, unit: 'workdays', time: '10:00', kind: 'call', topic: null }
const MOST_REFUSALS = 10

/** How long we go on with a client; every choice is saved at once. */
export function PersistenceGroup() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: now } = useQuery(persistenceQuery)
  const save = useSavePersistence()
  if (!now) return <Skeleton rows={3} />
  const put = (part: Partial<Persistence>) =>
    save.mutate({ ...now, ...part }, { onError: (thrown) => toastFailed(words(Problem.of(thrown))) })
  const withPause = (place: number, rule: ContactRule | null) =>
    put({ pauses: now.pauses.flatMap((pause, i) => (i !== place ? [pause] : rule ? [rule] : [])) })
  return (
    <FormGroup title={t('persistence.title')} note={t('persistence.note')}>
      <Line label={t('persistence.refusals')}>
        <NativeSelect size="xs" aria-label={t('persistence.refusals')} value={String(now.refusalsUntilLost)} data-testid="refusals-until-lost"
          data={Array.from({ length: MOST_REFUSALS }, (_, i) => String(i + 1))} onChange={(event) => put({ refusalsUntilLost: Number(event.currentTarget.value) })} />
      </Line>
      <Line label={t('persistence.replanning')} note={t('persistence.replanningNote')}>
        <SegmentedControl aria-label={t('persistence.replanning')} value={now.replanning ? 'on' : 'off'} onChange={(chosen) => put({ replanning: chosen === 'on' })}
          data={[{ value: 'on', label: t('profile.on') }, { value: 'off', label: t('profile.off') }]} />
      </Line>
      {now.replanning && (
        <div className={classes.pauses}>
          {now.pauses.map((pause, place) => (
            <div key={place} className={classes.pause} data-testid="pause">
              <small>{t('persistence.attempt', { number: place + 1 })}</small>
              <RuleFields rule={pause} onRule={(rule) => withPause(place, rule)} />
              <IconButton icon={IconTrash} label={t('persistence.remove')} onClick={() => withPause(place, null)} />
            </div>
          ))}
          <div className={classes.pause}>
            <small>{t('persistence.afterwards')}</small>
            <RuleFields rule={now.afterwards} none={t('persistence.nothing')} onRule={(afterwards) => put({ afterwards })} />
          </div>
          <span>
            <Button leftSection={<IconPlus size={16} stroke={1.75} />} disabled={now.pauses.length >= 20} onClick={() => put({ pauses: [...now.pauses, ANOTHER] })}>{t('persistence.add')}</Button>
          </span>
        </div>
      )}
    </FormGroup>
  )
}
