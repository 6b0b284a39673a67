import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportProgress } from '#shared/domain/data.ts'
import type { PrimeEmailAccount } from '#shared/domain/prime.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'
import { MoreMenu } from '../../components/more-menu.tsx'
import { useFormat } from '../../i18n/use-format.ts'

/** What is done with a whole account seldom: export everything. */
export function AccountMenu({ account }: { readonly account: PrimeEmailAccount }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { done, failed } = useFeedback()
  const progress = useExportProgress()
  const exportAll = useMutation({
    mutationFn: () => unwrap(window.api.data.exportAccount({ primeEmailAccountId: account.id })),
    onSuccess: (exported) => {
      if (exported === null) return
      const { files, folder, isCancelled } = exported
      done(
        t(isCancelled ? 'data.exportCancelled' : 'data.exported', {
          ...{ count: files, n: number(files), folder },
        }),
      )
    },
    onError: (error) => {
      failed(toAppError(error))
    },
  })
  return (
    <>
      {exportAll.isPending && progress && (
        <Box role="status" sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <Typography variant="caption">
            {t('data.exporting', { done: number(progress.done), total: number(progress.total) })}
          </Typography>
          <LinearProgress
            variant="determinate"
            value={progress.total === 0 ? 0 : (100 * progress.done) / progress.total}
            sx={{ width: 80 }}
            aria-hidden
          />
          <Button size="small" onClick={() => void window.api.data.cancelExport()}>
            {t('action.cancel')}
          </Button>
        </Box>
      )}
      <MoreMenu
        label={t('data.more')}
        items={[
          {
            label: t('data.export'),
            disabled: exportAll.isPending,
            onChoose: () => {
              exportAll.mutate()
            },
          },
        ]}
      />
    </>
  )
}

function useExportProgress(): ExportProgress | null {
  const [progress, setProgress] = useState<ExportProgress | null>(null)
  useEffect(
    () =>
      window.api.data.onDidExportProgress((next) => {
        setProgress(next.isEnded ? null : next)
      }),
    [],
  )
  return progress
}
