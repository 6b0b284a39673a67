/** A configuration from a file: its passphrase where it has one, then what is in it, then the import of what is ticked. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportPreview, OpenedConfiguration } from '#shared/domain/configuration.ts'
import { settled, toAppError, unwrap } from '../../api/unwrap.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { useFeedback } from '../../components/feedback.ts'
import { useNewServers } from '../../components/use-new-servers.tsx'
import { initialChoice, selectionOf, type ImportChoice } from './import-choice.ts'
import { ImportPreviewList } from './import-preview-list.tsx'

type ImportDialogProps = { readonly opened: OpenedConfiguration; readonly onClose: () => void }

export function ImportDialog({ opened, onClose }: ImportDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const [preview, setPreview] = useState(opened.preview)
  const close = (): void => {
    // Main forgets the file, and the secrets in it.
    void settled(window.api.configuration.discard({ id: opened.id }))
    onClose()
  }
  return (
    <Dialog open onClose={close} aria-labelledby={id} maxWidth="sm" fullWidth>
      <HelpDialogTitle id={id} help="configuration.import">
        {t('configuration.import.title')}
      </HelpDialogTitle>
      {preview ? (
        <Chooser opened={opened} preview={preview} onClose={close} />
      ) : (
        <Unlocker opened={opened} onUnlocked={setPreview} onClose={close} />
      )}
    </Dialog>
  )
}

type UnlockerProps = ImportDialogProps & { readonly onUnlocked: (preview: ImportPreview | null) => void }

function Unlocker({ opened, onUnlocked, onClose }: UnlockerProps) {
  const { t } = useTranslation()
  const id = useId()
  const [passphrase, setPassphrase] = useState('')
  const unlock = useMutation({
    mutationFn: () => unwrap(window.api.configuration.unlock({ id: opened.id, passphrase })),
    onSuccess: ({ preview }) => {
      onUnlocked(preview)
    },
  })
  return (
    <>
      <DialogContent>
        <Stack
          component="form"
          id={id}
          spacing={2}
          onSubmit={(event) => {
            event.preventDefault()
            if (passphrase !== '') unlock.mutate()
          }}
        >
          <Typography variant="body2">{t('configuration.import.sealed', { file: opened.file })}</Typography>
          <TextField
            type="password"
            label={t('configuration.passphrase')}
            value={passphrase}
            autoFocus
            autoComplete="off"
            onChange={(event) => {
              setPassphrase(event.target.value)
            }}
          />
          {unlock.error && <AppErrorAlert error={toAppError(unlock.error)} />}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" form={id} variant="contained" disabled={passphrase === '' || unlock.isPending}>
          {t('action.open')}
        </Button>
      </DialogActions>
    </>
  )
}

type ChooserProps = ImportDialogProps & { readonly preview: ImportPreview }

function Chooser({ opened, preview, onClose }: ChooserProps) {
  const { t } = useTranslation()
  const { done } = useFeedback()
  const [choice, setChoice] = useState<ImportChoice>(() => initialChoice(preview))
  const newServers = useNewServers()
  const selection = selectionOf(preview, choice)
  const take = useMutation({
    mutationFn: () =>
      unwrap(
        newServers.confirming((confirmedServers) =>
          settled(window.api.configuration.import({ id: opened.id, selection, confirmedServers })),
        ),
      ),
    onSuccess: (result) => {
      done((words) => words('configuration.imported', result))
      onClose()
    },
  })
  const isEmpty = selection.connectors.length === 0 && selection.accounts.length === 0
  return (
    <>
      <DialogContent>
        <Stack spacing={2}>
          {newServers.dialog}
          <Typography variant="body2">{t('configuration.import.text')}</Typography>
          {take.error && <AppErrorAlert error={toAppError(take.error)} />}
          <ImportPreviewList preview={preview} choice={choice} onChange={setChoice} />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button
          variant="contained"
          disabled={isEmpty || take.isPending}
          onClick={() => {
            take.mutate()
          }}
        >
          {t('configuration.import.take')}
        </Button>
      </DialogActions>
    </>
  )
}
