/** Accounts from a CSV file: the file, then what becomes of each row, then what was imported. */
import Dialog from '@mui/material/Dialog'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountImportResult, OpenedAccountImport } from '#shared/domain/account-import.ts'
import type { ConnectorId } from '#shared/domain/ids.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { settled, toAppError, unwrap } from '../../api/unwrap.ts'
import { FileStep } from './file-step.tsx'
import { ResultStep } from './result-step.tsx'
import { RowsStep } from './rows-step.tsx'

type AccountImportDialogProps = { readonly connectorId: ConnectorId; readonly onClose: () => void }

export function AccountImportDialog({ connectorId, onClose }: AccountImportDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const [opened, setOpened] = useState<OpenedAccountImport | null>(null)
  const [result, setResult] = useState<AccountImportResult | null>(null)
  const choose = useMutation({
    mutationFn: () => unwrap(window.api.accountImport.open({ connectorId })),
    onSuccess: (file) => {
      if (file) setOpened(file)
    },
  })
  const openedId = opened?.id
  useEffect(() => {
    // Main forgets the file, and the passwords in it.
    if (openedId !== undefined) return () => void settled(window.api.accountImport.discard({ id: openedId }))
    return undefined
  }, [openedId])
  const choosing = {
    isChoosing: choose.isPending,
    error: choose.error ? toAppError(choose.error) : null,
    onChoose: choose.mutate,
    onClose,
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth={opened && !result ? 'lg' : 'sm'} fullWidth>
      <HelpDialogTitle id={id} help="account.import">
        {t('accountImport.title')}
      </HelpDialogTitle>
      {result && opened ? (
        <ResultStep
          file={opened.file}
          result={result}
          needsPasswords={opened.preview.needsPasswords}
          onClose={onClose}
        />
      ) : opened ? (
        <RowsStep key={opened.id} opened={opened} onDone={setResult} {...choosing} />
      ) : (
        <FileStep {...choosing} />
      )}
    </Dialog>
  )
}
