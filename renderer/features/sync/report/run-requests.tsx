import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncResult } from '#shared/domain/sync.ts'
import { traceQuery } from '../../../api/queries.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { exchangesBetween } from '../../trace/trace.ts'
import { TraceDialog } from '../../trace/trace-dialog.tsx'

type RunRequestsProps = {
  readonly accountId: EwsAccountId
  readonly accountName: string
  readonly run: SyncResult
}

/** How many requests of a run are still known, and the way to them: only the last ones of an account are kept. */
export function RunRequests({ accountId, accountName, run }: RunRequestsProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const [isOpen, setOpen] = useState(false)
  const { startedAt, endedAt } = run
  const trace = useQuery({ ...traceQuery(accountId), refetchInterval: false })
  const between = useMemo(() => ({ from: startedAt, to: endedAt }), [startedAt, endedAt])
  const count = exchangesBetween(trace.data?.exchanges ?? [], between).length
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
      <Typography variant="body2" color="textSecondary">
        {count === 0 ? t('run.noRequests') : t('run.requests', { count, n: number(count) })}
      </Typography>
      {count > 0 && (
        <Button
          size="small"
          onClick={() => {
            setOpen(true)
          }}
        >
          {t('run.showRequests')}
        </Button>
      )}
      {isOpen && (
        <TraceDialog
          accountId={accountId}
          accountName={accountName}
          between={between}
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </Stack>
  )
}
