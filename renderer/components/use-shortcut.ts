import { useEffect, useEffectEvent } from 'react'

/** Calls `run` on Ctrl (or Cmd) and `key`, unless a dialog is open: then the screen behind it keeps still. */
export function useShortcut(key: string, run: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== key || !(event.ctrlKey || event.metaKey)) return
    if (event.altKey || event.shiftKey) return
    event.preventDefault()
    if (document.querySelector('[role="dialog"]') === null) run()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      pressed(event)
    }
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', listen)
    }
  }, [])
}
