/** The main window: sandboxed, shown when drawn, with the edit menu's shortcuts and nothing else. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BrowserWindow } from 'electron'
import { APP_START } from './app-protocol.ts'

export function openMainWindow(options: {
  preloadFile: string
  devServer: string | null
  icon: string
}): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'MS EWS Konnektor',
    icon: options.icon,
    webPreferences: {
      preload: options.preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  // A hot-reloading development server is the only other page that a window of ours ever shows.
  void window.loadURL(options.devServer ?? APP_START)
  return window
}

/** How long after the first drawing the lists have certainly arrived. */
const SETTLE_MILLISECONDS = 1_500

/** Writes a picture of the window when its first screen is drawn; for machines without a display. */
export function screenshotWhenDrawn(window: BrowserWindow, file: string): void {
  window.webContents.once('did-finish-load', () => {
    setTimeout(() => {
      void window.webContents
        .capturePage()
        .then((image) => writeFile(path.resolve(file), image.toPNG()))
        .catch((error: unknown) => {
          console.error(`The screenshot could not be written: ${String(error)}`)
        })
    }, SETTLE_MILLISECONDS)
  })
}
