/**
 * The least that Electron can do: one sandboxed window of the application's size with an empty page. What it takes is
 * Electron's and the machine's, and the measure for the application's start.
 */
import path from 'node:path'
import { app, BrowserWindow } from 'electron'

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  return window.loadFile(path.join(import.meta.dirname, 'index.html'))
})

app.on('window-all-closed', () => {
  app.quit()
})
