/** Asks before a changed form is left, by navigating, closing or quitting: save, discard or stay. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import { unsavedChanges } from './unsaved-changes.ts'

/** The state of a navigation that follows a save: the form is dirty until the next drawing, but nothing is lost. */
export const SAVED_NAVIGATION = { saved: true }

type UnsavedChangesGuardProps = {
  readonly isDirty: boolean
  /** Answers whether saving worked; if not, the form shows why, and the person stays. */
  readonly onSave: () => Promise<boolean>
}

/** For each form, also one in a dialog. */
export function UnsavedChangesGuard({ isDirty, onSave }: UnsavedChangesGuardProps) {
  const { t } = useTranslation()
  const id = useId()
  const [form] = useState(() => Symbol(id))
  useEffect(() => {
    if (!isDirty) return undefined
    unsavedChanges.add(form)
    return () => {
      unsavedChanges.remove(form)
    }
  }, [isDirty, form])
  const isAsked = useSyncExternalStore(unsavedChanges.subscribe, () => unsavedChanges.turn() === form)
  const save = async (): Promise<void> => {
    if (await onSave()) unsavedChanges.agree(form)
    else unsavedChanges.stay()
  }
  return (
    <Dialog
      open={isAsked}
      onClose={unsavedChanges.stay}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <DialogTitle id={`${id}-title`}>{t('unsaved.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText id={`${id}-text`}>{t('unsaved.text')}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={unsavedChanges.stay}>{t('unsaved.stay')}</Button>
        <Button
          onClick={() => {
            unsavedChanges.agree(form)
          }}
          color="error"
        >
          {t('unsaved.discard')}
        </Button>
        <Button onClick={() => void save()} variant="contained" autoFocus>
          {t('action.save')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** Once around all screens: a router asks only one of those who could hold it up. */
export function useNavigationGuard(): void {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsavedChanges.has() &&
      currentLocation.pathname !== nextLocation.pathname &&
      !isAfterSave(nextLocation.state),
  )
  const held = useRef(blocker)
  useEffect(() => {
    held.current = blocker
    if (blocker.state !== 'blocked') return
    unsavedChanges.ask({
      leave: blocker.proceed,
      stay: () => {
        // Not if another link came meanwhile: that one is held up now.
        if (held.current === blocker) blocker.reset()
      },
    })
  }, [blocker])
}

function isAfterSave(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'saved' in state && state.saved === true
}
