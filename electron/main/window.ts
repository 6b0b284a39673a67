/** The main window: sandboxed, shown when drawn, with a menu that the Alt key shows. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { app, BrowserWindow } from 'electron'
import { APP_START } from './app-protocol.ts'
import { isStartPage } from './session-security.ts'
import type { OpeningWindow } from './window-bounds.ts'

export type WindowOptions = {
  readonly preloadFile: string
  readonly devServer: string | null
  readonly icon: string
}

/** @param route where it starts, `null`: where every start does */
export function openMainWindow(
  { preloadFile, devServer, icon }: WindowOptions,
  opening: OpeningWindow,
  route: string | null,
  state: 'shown' | 'minimised',
): BrowserWindow {
  const window = new BrowserWindow({
    ...opening.bounds,
    minWidth: opening.minimum.width,
    minHeight: opening.minimum.height,
    show: false,
    autoHideMenuBar: true,
    title: 'MS EWS Konnektor',
    icon,
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => {
    if (opening.isMaximised) window.maximize() // shows it
    if (state === 'minimised') window.minimize()
    else window.show()
  })
  // A hot-reloading development server is the only other page that a window of ours ever shows.
  const start = devServer ?? APP_START
  void window.loadURL(`${start}${route === null ? '' : `#${route}`}`)
  // Chromium asks nobody before it goes to an `about:` page.
  const comeBack = (address: string): void => {
    if (!isStartPage(address, [new URL('/', start).href.slice(0, -1)])) void window.loadURL(start)
  }
  window.webContents.on('did-navigate', (_event, address) => {
    comeBack(address)
  })
  window.webContents.on('did-fail-load', (_event, _code, _description, address, isMainFrame) => {
    if (isMainFrame) comeBack(address)
  })
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
