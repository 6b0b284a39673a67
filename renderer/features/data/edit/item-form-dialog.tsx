import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import Stack from '@mui/material/Stack'
import { useId, type ReactNode } from 'react'
import { useFormState, type Control, type FieldValues } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { AppError } from '#shared/errors.ts'
import { AppErrorAlert } from '../../../components/app-error-alert.tsx'
import { DialogSaveButton } from '../../../components/dialog-save-button.tsx'
import { HelpDialogTitle } from '../../../components/help-dialog-title.tsx'
import { useLeavingForm } from '../../../components/use-leaving-form.tsx'
import type { EditTarget } from './item-edit-dialog.tsx'
import { ITEM_FORM_ID } from './use-item-form.ts'

type ItemFormDialogProps<V extends FieldValues> = {
  readonly target: EditTarget
  readonly control: Control<V>
  readonly error: AppError | null
  readonly onSubmit: () => Promise<void>
  /** Answers whether saving worked; if not, the form shows why. */
  readonly onSave: () => Promise<boolean>
  readonly onReload: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The frame of every form of an object: title, errors, buttons, and the question before something is lost. */
export function ItemFormDialog<V extends FieldValues>(props: ItemFormDialogProps<V>) {
  const { target, control, error, onSubmit, onSave, onReload, onClose, children } = props
  const { t } = useTranslation()
  const id = useId()
  const { isDirty, isSubmitting } = useFormState({ control })
  const { close, questions } = useLeavingForm({ isDirty, onSave, onClose })
  const hasChanged = error?.code === 'prime-item.changed-meanwhile'
  return (
    <Dialog open onClose={close} aria-labelledby={id} maxWidth="sm" fullWidth>
      <HelpDialogTitle id={id} help="data">
        {target.mode === 'new'
          ? t(`edit.new.${target.kind}`)
          : t('edit.change', { name: target.opened.item.record.subject || t('item.noSubject') })}
      </HelpDialogTitle>
      <DialogContent>
        <form
          id={ITEM_FORM_ID}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            event.stopPropagation()
            void onSubmit()
          }}
        >
          <Stack spacing={2} sx={{ pt: 1 }}>
            {error && (
              <AppErrorAlert
                error={error}
                action={
                  hasChanged && (
                    <Button color="inherit" size="small" onClick={onReload}>
                      {t('data.item.reload')}
                    </Button>
                  )
                }
              />
            )}
            {children}
          </Stack>
        </form>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('action.cancel')}</Button>
        <DialogSaveButton formId={ITEM_FORM_ID} isSubmitting={isSubmitting} />
      </DialogActions>
      {questions}
    </Dialog>
  )
}
