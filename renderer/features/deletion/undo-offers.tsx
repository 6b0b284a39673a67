/**
 * The way back after a deletion, with the time that is left. The time stands still while the pointer or the focus is in
 * it, and whoever deleted with the keyboard has the focus there at once (WCAG 2.2.1); Ctrl+Z works from everywhere else.
 * The count is for the eyes: read aloud each second it would drown everything else.
 */
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeletionId } from '#shared/domain/deletion.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'
import { ariaKeys } from '../../components/shortcuts.ts'
import { useShortcut } from '../../components/use-shortcut.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { undoStore, type UndoOffer } from './undo-store.ts'
import { useCountdown } from './use-countdown.ts'

export function UndoOffers() {
  const offers = useSyncExternalStore(undoStore.subscribe, undoStore.snapshot)
  const undo = useUndo()
  const latest = offers.at(-1)
  useShortcut(
    'undo',
    () => {
      if (latest) undo.mutate(latest.deletion.id)
    },
    { isOn: latest !== undefined && !undo.isPending },
  )
  return offers.map((offer) => (
    <Offer
      key={offer.deletion.id}
      offer={offer}
      isUndoing={undo.isPending}
      onUndo={() => {
        undo.mutate(offer.deletion.id)
      }}
    />
  ))
}

type OfferProps = { readonly offer: UndoOffer; readonly isUndoing: boolean; readonly onUndo: () => void }

function Offer({ offer: { deletion, text, takesFocus }, isUndoing, onUndo }: OfferProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = (): void => {
    const hadFocus = root.current?.contains(document.activeElement) ?? false
    undoStore.remove(deletion.id)
    if (hadFocus) document.querySelector<HTMLElement>('main')?.focus()
  }
  const { remaining, isHeld, hold } = useCountdown(deletion, close)
  useFocusWhenFree(button, takesFocus)
  const pointer = useRef(false)
  const settle = (): void => {
    hold(pointer.current || (root.current?.contains(document.activeElement) ?? false))
  }
  return (
    <Alert
      ref={root}
      role="status"
      severity="info"
      variant="filled"
      onMouseEnter={() => {
        pointer.current = true
        settle()
      }}
      onMouseLeave={() => {
        pointer.current = false
        settle()
      }}
      onFocus={settle}
      onBlur={() => {
        // The next element has the focus only after this.
        setTimeout(settle)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
      action={
        <>
          <Typography variant="caption" aria-hidden sx={{ whiteSpace: 'nowrap', alignSelf: 'center', mr: 1 }}>
            {isHeld
              ? t('deletion.held')
              : t('deletion.remaining', { seconds: number(Math.ceil(remaining / 1000)) })}
          </Typography>
          <Button
            ref={button}
            color="inherit"
            size="small"
            variant="outlined"
            disabled={isUndoing}
            onClick={onUndo}
            aria-keyshortcuts={ariaKeys('undo')}
          >
            {t('deletion.undo')}
          </Button>
          <Button color="inherit" size="small" onClick={close}>
            {t('action.close')}
          </Button>
        </>
      }
      sx={{ alignItems: 'center', '& .MuiAlert-action': { alignItems: 'center', pt: 0 } }}
    >
      {text(t)}
    </Alert>
  )
}

function useUndo() {
  const { done, failed } = useFeedback()
  return useMutation({
    mutationFn: (id: DeletionId) => unwrap(window.api.deletions.undo({ id })),
    onSuccess: ({ renamed: [renamed], refused: [refused] }, id) => {
      if (refused) {
        // What is left can be asked for again when the way is clear.
        failed(refused)
        return
      }
      undoStore.remove(id)
      done((words) => (renamed ? words('deletion.renamed', renamed) : words('deletion.undone')))
      focusPageIfLost()
    },
    onError: (error: Error, id) => {
      const reason = toAppError(error)
      if (reason.code === 'deletion.over') undoStore.remove(id)
      failed(reason)
    },
  })
}

/** The button that had the focus is gone. */
function focusPageIfLost(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('main')?.focus()
  })
}

/** How long a list may take until the rows are gone and it has found another one for its own focus. */
const SETTLED = 1_000 // ms

/**
 * A dialog that closes puts the focus back where it came from, and a list whose row is gone moves it to the next one;
 * the button takes it from both, until the person does something himself.
 */
function useFocusWhenFree(button: React.RefObject<HTMLButtonElement | null>, isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return undefined
    const stop = (): void => {
      clearInterval(timer)
      clearTimeout(end)
      window.removeEventListener('keydown', stop, { capture: true })
      window.removeEventListener('pointerdown', stop, { capture: true })
    }
    const timer = setInterval(() => {
      if (document.querySelector('[role="dialog"]') === null) button.current?.focus()
    }, 50)
    const end = setTimeout(stop, SETTLED)
    window.addEventListener('keydown', stop, { capture: true })
    window.addEventListener('pointerdown', stop, { capture: true })
    return stop
  }, [button, isWanted])
}
