import Button from '@mui/material/Button'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ariaKeys } from './shortcuts.ts'
import { useShortcut } from './use-shortcut.ts'

type DialogSaveButtonProps = { readonly formId: string; readonly isSubmitting: boolean }

/** Submits the form of a dialog, also by Ctrl+S; nothing is saved twice. */
export function DialogSaveButton({ formId, isSubmitting }: DialogSaveButtonProps) {
  const { t } = useTranslation()
  const button = useRef<HTMLButtonElement>(null)
  useShortcut('save', () => button.current?.click(), { within: formId, isOn: !isSubmitting })
  return (
    <Button
      ref={button}
      type="submit"
      form={formId}
      variant="contained"
      disabled={isSubmitting}
      aria-keyshortcuts={ariaKeys('save')}
    >
      {t('action.save')}
    </Button>
  )
}
