import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Call } from '../api/types'
import { openDealsOfQuery } from '../pipeline/deals'
import { useMe } from '../staff/me'
import { useProblemWords } from '../ui/problem-words'
import { toastFailed } from '../ui/toast'
import { hasDraft } from './draft'
import { OutcomeForm } from './OutcomeForm'
import classes from './OutcomeForm.module.css'

/** The form of the card away from the card: in the log and on the timeline, for those who may write there. */
export function WriteOutcome({ call, bare }: { call: Call; bare?: boolean }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const me = useMe()
  const [open, setOpen] = useState(() => hasDraft(call.id))
  const own = call.operators.some((one) => one.id === me.id)
  const ended = call.state === 'closed' || call.answeredAt !== null
  const { data: deals } = useQuery({ ...openDealsOfQuery(call.client?.id ?? ''), enabled: open && call.client !== null })
  if (!ended || call.direction === 'internal' || (me.role === 'operator' && !own)) return null
  if (!open) {
    return (
      <div className={classes.begin} data-bare={bare || undefined}>
        <Button size="xs" leftSection={<IconPencil size={14} stroke={1.75} />} onClick={() => setOpen(true)} data-testid="write-outcome">
          {t(call.outcome ? 'outcome.edit' : 'outcome.write')}
        </Button>
      </div>
    )
  }
  if (call.client && !deals) return null
  return (
    <OutcomeForm key={call.id} call={call} deals={deals ?? []} active={false} holding={false} onWritten={() => setOpen(false)}
      onFailed={(thrown) => toastFailed(t('outcome.failed', { why: words(Problem.of(thrown)) }))} />
  )
}
