import type { CallOperator, Me } from '../api/types'

/** Whether one may listen to a call: one of those who talked in it is somebody whom one hears. The server holds to the same rule. */
export const mayHear = ({ hears }: Pick<Me, 'hears'>, operators: Pick<CallOperator, 'id' | 'talkSeconds'>[]) =>
  hears === null || operators.some(({ id, talkSeconds }) => id !== null && (talkSeconds ?? 0) > 0 && hears.includes(id))
