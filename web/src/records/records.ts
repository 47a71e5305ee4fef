import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { Sender } from '../api/types'

export const sendersQuery = queryOptions({
  queryKey: ['senders'],
  queryFn: async () => (await body(api.GET('/api/uploads'))).items,
  refetchInterval: 30_000,
})

/** A new token, to be shown this once. */
export function useNewToken(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => (await body(api.POST('/api/uploads/{id}/token', { params: { path: { id } } }))).token,
    onSuccess: () => client.invalidateQueries({ queryKey: sendersQuery.queryKey }),
  })
}

export const useKeepPassword = (id: string) =>
  useMutation({ mutationFn: (password: string) => body(api.PUT('/api/uploads/{id}/password', { params: { path: { id } }, body: { password } })) })

/** Records that have not been read for so long are silent; a minute is usual. */
const SILENT_MILLIS = 10 * 60_000

export function standingOf(sender: Sender, now = Date.now()): 'none' | 'silent' | 'read' {
  if (!sender.recordsSince || !sender.recordsReadAt) return 'none'
  return now - Date.parse(sender.recordsReadAt) > SILENT_MILLIS ? 'silent' : 'read'
}

/** What is pasted into a shell of the exchange, as root. */
export const installLines = (origin: string, token: string) => `curl -fsSo /usr/local/bin/ringcard-upload ${origin}/api/upload/script
chmod 755 /usr/local/bin/ringcard-upload
(umask 077; cat > /etc/ringcard-upload.conf) <<'END'
URL=${origin}
TOKEN=${token}
CEL=/var/log/asterisk/cel-custom/Master.csv
RECORDINGS=/var/spool/asterisk/monitor
END
echo '* * * * * root /usr/local/bin/ringcard-upload' > /etc/cron.d/ringcard-upload
/usr/local/bin/ringcard-upload
`
