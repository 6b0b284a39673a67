import { useState } from 'react'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncResult } from '#shared/domain/sync.ts'
import { TraceDialog } from '../trace/trace-dialog.tsx'
import { SyncPlanDialog } from './report/sync-plan-dialog.tsx'
import { SyncReportDialog } from './report/sync-report-dialog.tsx'
import { SyncResultDialog } from './sync-result-dialog.tsx'

type LastResultDialogsProps = {
  readonly accountId: EwsAccountId
  readonly accountName: string
  readonly result: SyncResult
  readonly onClose: () => void
}

/** The last result of an account, and where it leads: to the requests, the plan, the problems. */
export function LastResultDialogs({ accountId, accountName, result, onClose }: LastResultDialogsProps) {
  const [open, setOpen] = useState<'result' | 'plan' | 'trace' | 'problems'>('result')
  const common = { accountId, accountName, onClose }
  switch (open) {
    case 'result':
      return <SyncResultDialog {...common} result={result} onOpen={setOpen} />
    case 'plan':
      return <SyncPlanDialog {...common} />
    case 'trace':
      return <TraceDialog {...common} />
    case 'problems':
      return <SyncReportDialog {...common} first="problems" />
  }
}
