import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onceKey } from '../api/client'
import { Problem } from '../api/problem'
import { useProblemWords } from '../ui/problem-words'
import { toastDone } from '../ui/toast'
import { useCreateDeal } from './deals'
import classes from './pipeline.module.css'

/** A deal by its title and sum; the rest follows from the talk. */
export function NewDeal({ clientId }: { clientId: string }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const [open, setOpen] = useState<string | null>(null)
  const [title, setTitle] = useState('')
  const [amount, setAmount] = useState('')
  const create = useCreateDeal(clientId, () => {
    toastDone(t('pipeline.createdToast', { title }))
    setOpen(null)
    setTitle('')
    setAmount('')
  })
  if (open === null) {
    return <Button size="xs" mt={8} leftSection={<IconPlus size={14} />} onClick={() => setOpen(onceKey())} data-testid="new-deal">{t('pipeline.new')}</Button>
  }
  const problem = create.error ? Problem.of(create.error) : null
  const sum = amount.replace(/[\s\u00a0]/g, '').replace(',', '.')
  const wrongSum = sum !== '' && !/^\d{1,12}(\.\d{1,2})?$/.test(sum)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (title.trim() !== '' && !wrongSum) create.mutate({ key: open, title: title.trim(), ...(sum && { amount: sum }) })
  }
  return (
    <form className={classes.newDeal} onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && setOpen(null)}>
      <TextInput size="xs" label={t('pipeline.deal')} value={title} autoFocus maxLength={200} data-testid="deal-title"
        error={problem && problem.field !== 'amount' && words(problem)} onChange={(event) => setTitle(event.currentTarget.value)} />
      <TextInput size="xs" label={t('pipeline.amount')} value={amount} inputMode="decimal" data-testid="deal-amount"
        error={wrongSum ? t('pipeline.wrongAmount') : problem?.field === 'amount' && words(problem)} onChange={(event) => setAmount(event.currentTarget.value)} />
      <Button size="xs" type="submit" variant="filled" loading={create.isPending} data-testid="deal-create">{t('client.createShort')}</Button>
    </form>
  )
}
