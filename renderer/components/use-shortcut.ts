/**
 * What a shortcut does while a component is there. One listener for all; of several components with the same shortcut
 * the one that came last is asked, which is the one on top.
 */
import { useEffect, useEffectEvent } from 'react'
import { pressedShortcut, shortcutOf, type ShortcutId } from './shortcuts.ts'

type ShortcutOptions = {
  /** Id of the element, in a dialog, whose shortcut this is: it works while that dialog is the topmost one. */
  readonly within?: string
  /** Default: it does. */
  readonly isOn?: boolean
}

type Handler = { readonly id: ShortcutId; readonly within: string | null; readonly run: () => void }

const handlers: Handler[] = []

/** Calls `run` when the keys of the shortcut are pressed; see `shortcuts.ts` for when they are not heard. */
export function useShortcut(id: ShortcutId, run: () => void, options: ShortcutOptions = {}): void {
  const { within = null, isOn = true } = options
  const pressed = useEffectEvent(run)
  useEffect(() => {
    if (!isOn) return
    const handler: Handler = {
      ...{ id, within },
      run: () => {
        pressed()
      },
    }
    if (handlers.push(handler) === 1) window.addEventListener('keydown', onKeyDown)
    return () => {
      handlers.splice(handlers.indexOf(handler), 1)
      if (handlers.length === 0) window.removeEventListener('keydown', onKeyDown)
    }
  }, [id, within, isOn])
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  const id = pressedShortcut(event, isTyping(document.activeElement))
  const wanted = handlers.filter((handler) => handler.id === id)
  if (id === null || wanted.length === 0) return
  event.preventDefault()
  const dialog = topmostDialog()
  const hears = ({ within }: Handler): boolean => {
    if (within !== null) return dialog?.querySelector(`#${CSS.escape(within)}`) instanceof Element
    return dialog === null || shortcutOf(id).works === 'always'
  }
  wanted.findLast(hears)?.run()
}

/** Dialogs are appended to the page in the order in which they open. */
export function topmostDialog(): Element | null {
  return [...document.querySelectorAll('[role="dialog"]')].at(-1) ?? null
}

function isTyping(element: Element | null): boolean {
  if (element instanceof HTMLInputElement) return !/^(checkbox|radio|button|submit|range)$/.test(element.type)
  return (
    element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable)
  )
}
