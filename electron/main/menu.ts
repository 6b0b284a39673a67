/** The menu of the window, which the Alt key shows: its shortcuts are those that every program has. */
import { Menu } from 'electron'

export type MenuWords = { readonly menu: string; readonly closeWindow: string; readonly quit: string }

/** macOS keeps the menu that Electron makes: its programs cannot be without. */
export function setWindowMenu(words: MenuWords, quit: () => void): void {
  if (process.platform === 'darwin') return
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: `&${words.menu}`,
        submenu: [
          { label: words.closeWindow, role: 'close', accelerator: 'CommandOrControl+W' },
          { label: words.quit, accelerator: 'CommandOrControl+Q', click: quit },
        ],
      },
    ]),
  )
}
