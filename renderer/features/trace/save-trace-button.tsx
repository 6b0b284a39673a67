import Button from '@mui/material/Button'
import SaveIcon from '@mui/icons-material/SaveAlt'
import Tooltip from '@mui/material/Tooltip'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'

/** Saves the last exchanges of an account with its server, for support. */
export function SaveTraceButton({ accountId }: { readonly accountId: EwsAccountId }) {
  const { t } = useTranslation()
  const { done, failed } = useFeedback()
  const save = useMutation({
    mutationFn: () => unwrap(window.api.traces.save({ accountId })),
    onSuccess: (saved) => {
      if (saved) done((words) => words('sync.result.traceSaved', { path: saved.path }))
    },
    onError: (error) => {
      failed(toAppError(error))
    },
  })
  return (
    <Tooltip title={t('sync.result.traceHint')}>
      <Button
        startIcon={<SaveIcon />}
        disabled={save.isPending}
        onClick={() => {
          save.mutate()
        }}
      >
        {t('sync.result.saveTrace')}
      </Button>
    </Tooltip>
  )
}
