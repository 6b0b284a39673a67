import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncResult } from '#shared/domain/sync.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { SaveTraceButton } from '../trace/save-trace-button.tsx'
import { RunDetails } from './report/run-details.tsx'

type SyncResultDialogProps = {
  readonly accountId: EwsAccountId
  readonly accountName: string
  readonly result: SyncResult
  readonly onClose: () => void
  /** Goes on to the requests, to the plan in which a person decides what the run has asked, or to what failed. */
  readonly onOpen: (what: 'trace' | 'plan' | 'problems') => void
}

/** The last synchronisation of one account in full: outcome in words, counts, duration, error with what to do. */
export function SyncResultDialog(props: SyncResultDialogProps) {
  const { accountId, accountName, result, onClose, onOpen } = props
  const { t } = useTranslation()
  const id = useId()
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <HelpDialogTitle id={id} help="sync.result">
        {t('sync.result.title', { name: accountName })}
      </HelpDialogTitle>
      <DialogContent>
        <RunDetails accountId={accountId} accountName={accountName} run={result} onOpen={onOpen} />
      </DialogContent>
      <DialogActions>
        <Button
          onClick={() => {
            onOpen('trace')
          }}
        >
          {t('trace.open')}
        </Button>
        <SaveTraceButton accountId={accountId} />
        <Button onClick={onClose} sx={{ ml: 'auto' }}>
          {t('action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
