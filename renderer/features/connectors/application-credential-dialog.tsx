import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import Stack from '@mui/material/Stack'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ApplicationCredentialChange } from '#shared/domain/application-credential.ts'
import type { ConnectorId, PlainDate } from '#shared/domain/ids.ts'
import type { AppError } from '#shared/errors.ts'
import { applicationCredentialQuery } from '../../api/queries.ts'
import { settled } from '../../api/unwrap.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { DialogSaveButton } from '../../components/dialog-save-button.tsx'
import { useFeedback } from '../../components/feedback.ts'
import { FormTextField } from '../../components/form-text-field.tsx'
import { showServerErrors } from '../../components/server-errors.ts'
import { useLeavingForm } from '../../components/use-leaving-form.tsx'

type ApplicationCredentialDialogProps = {
  readonly connectorId: ConnectorId
  readonly kind: 'secret' | 'certificate'
  readonly onClose: () => void
}

const EMPTY = { secret: '', validUntil: '', certificate: '', privateKey: '' }
type Values = typeof EMPTY

/** Takes a secret, or a certificate with its key, to the vault. Mounted only while it is open. */
export function ApplicationCredentialDialog({
  connectorId,
  kind,
  onClose,
}: ApplicationCredentialDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { done } = useFeedback()
  const id = useId()
  const [error, setError] = useState<AppError | null>(null)
  const form = useForm<Values>({ defaultValues: EMPTY })
  const [first, ...others] =
    kind === 'secret' ? (['secret'] as const) : (['certificate', 'privateKey'] as const)

  const store = async (values: Values): Promise<boolean> => {
    setError(null)
    const missing = [first, ...others].filter((name) => values[name].trim() === '')
    for (const name of missing) form.setError(name, { message: 'field.required' })
    if (missing.length > 0) return false
    const result = await settled(
      window.api.applicationCredentials.change({ connectorId, change: changeOf(kind, values) }),
    )
    if (!result.ok) {
      setError(
        showServerErrors<Values>(result.error, form.setError, (path) =>
          path in EMPTY ? (path as keyof Values) : null,
        ),
      )
      return false
    }
    client.setQueryData(applicationCredentialQuery(connectorId).queryKey, result.value)
    done((words) => words('oauth2.credential.stored'))
    onClose()
    return true
  }
  const save = async (): Promise<boolean> => {
    let isStored = false
    await form.handleSubmit(async (values) => {
      isStored = await store(values)
    })()
    return isStored
  }
  // Read here, not in the handlers: react-hook-form keeps up to date only what a drawing has read.
  const { isDirty, isSubmitting } = form.formState
  const { close, questions } = useLeavingForm({ isDirty, onSave: save, onClose })

  const pem = {
    htmlInput: { spellCheck: false, autoComplete: 'off', rows: 6, style: { fontFamily: 'monospace' } },
  }
  return (
    <Dialog open onClose={close} aria-labelledby={id} maxWidth="sm" fullWidth>
      <HelpDialogTitle id={id} help="connector.credential">
        {t(`oauth2.credential.${kind}`)}
      </HelpDialogTitle>
      <DialogContent>
        <form
          id={`${id}-form`}
          noValidate
          onSubmit={(event) => {
            // A dialog is inside the page for React's events: the connector's form must not hear this one.
            event.stopPropagation()
            event.preventDefault()
            void save()
          }}
        >
          <Stack spacing={2} sx={{ pt: 1 }}>
            {error && <AppErrorAlert error={error} />}
            {kind === 'secret' ? (
              <>
                <FormTextField
                  control={form.control}
                  name="secret"
                  type="password"
                  label={t('oauth2.credential.secretValue')}
                  hint={t('oauth2.credential.secretHint')}
                  required
                  autoFocus
                  slotProps={{ htmlInput: { autoComplete: 'new-password' } }}
                />
                <FormTextField
                  control={form.control}
                  name="validUntil"
                  type="date"
                  label={t('oauth2.credential.validUntil')}
                  hint={t('oauth2.credential.validUntilHint')}
                  slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: '9999-12-31' } }}
                />
              </>
            ) : (
              <>
                <FormTextField
                  control={form.control}
                  name="certificate"
                  label={t('oauth2.credential.certificateValue')}
                  multiline
                  required
                  autoFocus
                  slotProps={pem}
                />
                <FormTextField
                  control={form.control}
                  name="privateKey"
                  label={t('oauth2.credential.privateKey')}
                  multiline
                  required
                  slotProps={pem}
                />
              </>
            )}
          </Stack>
        </form>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('action.cancel')}</Button>
        <DialogSaveButton formId={`${id}-form`} isSubmitting={isSubmitting} />
      </DialogActions>
      {questions}
    </Dialog>
  )
}

function changeOf(kind: 'secret' | 'certificate', values: Values): ApplicationCredentialChange {
  const { secret, validUntil, certificate, privateKey } = values
  if (kind === 'certificate') return { kind: 'set-certificate', certificate, privateKey }
  return {
    ...{ kind: 'set-secret', secret: secret.trim() },
    // Empty, or a day as `2027-03-01`: the field gives nothing else.
    ...(validUntil !== '' && { validUntil: validUntil as PlainDate }),
  }
}
