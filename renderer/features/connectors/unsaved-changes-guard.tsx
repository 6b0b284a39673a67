/** Asks before a changed form is left: save, discard or stay. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'

/** The state of a navigation that follows a save: the form is dirty until the next drawing, but nothing is lost. */
export const SAVED_NAVIGATION = { saved: true }

type UnsavedChangesGuardProps = {
  readonly isDirty: boolean
  /** Answers whether saving worked; if not, the form shows why, and the person stays. */
  readonly onSave: () => Promise<boolean>
}

export function UnsavedChangesGuard({ isDirty, onSave }: UnsavedChangesGuardProps) {
  const { t } = useTranslation()
  const id = useId()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && currentLocation.pathname !== nextLocation.pathname && !isAfterSave(nextLocation.state),
  )
  const stay = (): void => blocker.reset?.()
  const leave = (): void => blocker.proceed?.()
  const save = async (): Promise<void> => {
    if (await onSave()) leave()
    else stay()
  }
  return (
    <Dialog
      open={blocker.state === 'blocked'}
      onClose={stay}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <DialogTitle id={`${id}-title`}>{t('unsaved.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText id={`${id}-text`}>{t('unsaved.text')}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={stay}>{t('unsaved.stay')}</Button>
        <Button onClick={leave} color="error">
          {t('unsaved.discard')}
        </Button>
        <Button onClick={() => void save()} variant="contained" autoFocus>
          {t('action.save')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function isAfterSave(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'saved' in state && state.saved === true
}
