/** The help in the shell: F1, the list of shortcuts, and the panel, whose code is fetched when it is first asked for. */
import { lazy, Suspense, useEffect } from 'react'
import { useLocation } from 'react-router'
import { topmostDialog, useShortcut } from '../../components/use-shortcut.ts'
import { helpHere } from './help-here.ts'
import { giveFocusBack, openHelp, useOpenHelp } from './help-store.ts'
import { closeShortcuts, openShortcuts, useAreShortcutsOpen } from './shortcuts-store.ts'

const HelpPanel = lazy(() => import('./help-panel.tsx'))
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.tsx'))

export function HelpHost() {
  const open = useOpenHelp()
  const areShortcutsOpen = useAreShortcutsOpen()
  const { pathname } = useLocation()
  useShortcut('help', () => {
    const dialog = topmostDialog()
    // On the help's own screen there is nothing else to open.
    if (dialog === null && pathname.startsWith('/help')) return
    // In the help F1 shows its contents.
    if (dialog?.hasAttribute('data-help-panel') ?? false) openHelp(null)
    else openHelp(helpHere(document.activeElement, dialog, document.querySelector('main')))
  })
  useShortcut('shortcuts', openShortcuts)
  const isOpen = open !== null
  useEffect(() => {
    if (!isOpen) giveFocusBack()
  }, [isOpen])
  return (
    <Suspense>
      {open !== null && <HelpPanel open={open} />}
      {areShortcutsOpen && <ShortcutsDialog onClose={closeShortcuts} />}
    </Suspense>
  )
}
