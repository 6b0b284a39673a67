import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { UnsavedChangesGuard } from './unsaved-changes-guard.tsx'

type FormInDialog = {
  readonly isDirty: boolean
  /** Answers whether saving worked; if not, the form shows why. */
  readonly onSave: () => Promise<boolean>
  readonly onClose: () => void
}

/**
 * Asks before a changed form in a dialog is left, on every way out.
 *
 * @returns `close`, for "cancel", Escape and a click outside; `questions`, to be drawn in the dialog
 */
export function useLeavingForm({ isDirty, onSave, onClose }: FormInDialog): {
  readonly close: () => void
  readonly questions: ReactNode
} {
  const { t } = useTranslation()
  const [isLeaving, setLeaving] = useState(false)
  const close = (): void => {
    if (isDirty) setLeaving(true)
    else onClose()
  }
  const questions = (
    <>
      <UnsavedChangesGuard isDirty={isDirty} onSave={onSave} />
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
    </>
  )
  return { close, questions }
}
