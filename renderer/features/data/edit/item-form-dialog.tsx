import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Stack from '@mui/material/Stack'
import { useId, useState, type ReactNode } from 'react'
import { useFormState, type Control, type FieldValues } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { AppError } from '#shared/errors.ts'
import { AppErrorAlert } from '../../../components/app-error-alert.tsx'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import type { EditTarget } from './item-edit-dialog.tsx'
import { ITEM_FORM_ID } from './use-item-form.ts'

type ItemFormDialogProps<V extends FieldValues> = {
  readonly target: EditTarget
  readonly control: Control<V>
  readonly error: AppError | null
  readonly onSubmit: () => Promise<void>
  readonly onReload: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The frame of every form of an object: title, errors, buttons, and the question before something is lost. */
export function ItemFormDialog<V extends FieldValues>(props: ItemFormDialogProps<V>) {
  const { target, control, error, onSubmit, onReload, onClose, children } = props
  const { t } = useTranslation()
  const id = useId()
  const { isDirty, isSubmitting } = useFormState({ control })
  const [isLeaving, setLeaving] = useState(false)
  const close = (): void => {
    if (isDirty) setLeaving(true)
    else onClose()
  }
  const hasChanged = error?.code === 'prime-item.changed-meanwhile'
  return (
    <Dialog open onClose={close} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id} sx={{ overflowWrap: 'anywhere' }}>
        {target.mode === 'new'
          ? t(`edit.new.${target.kind}`)
          : t('edit.change', { name: target.opened.item.record.subject || t('item.noSubject') })}
      </DialogTitle>
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
        <Button type="submit" form={ITEM_FORM_ID} variant="contained" disabled={isSubmitting}>
          {t('action.save')}
        </Button>
      </DialogActions>
      <ConfirmDialog
        open={isLeaving}
        title={t('unsaved.discardTitle')}
        confirmLabel={t('unsaved.discard')}
        onConfirm={onClose}
        onClose={() => {
          setLeaving(false)
        }}
      >
        {t('unsaved.text')}
      </ConfirmDialog>
    </Dialog>
  )
}
