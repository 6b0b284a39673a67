/**
 * Changes in the window that are not saved hold up the end of the application: the page tells when it has some, and
 * whoever wants to quit is asked there what becomes of them. A window that is only hidden keeps them, and asks nothing.
 *
 * Rejected: `beforeunload` of the page. It comes after `before-quit`, when the services are closed already, and main
 * does not learn that the person stays.
 */
import type { LeavingPort } from '../services/leaving.ts'

type Preventable = { preventDefault(): void }

export class UnsavedChanges implements LeavingPort {
  readonly #ask: () => void
  readonly #quit: () => void
  #isUnsaved = false

  /** @param ask shows the window, whose page then asks the person. @param quit ends the application */
  constructor(ask: () => void, quit: () => void) {
    this.#ask = ask
    this.#quit = quit
  }

  /** A page that is loaded anew, gone or hanging has nothing any more that could be saved. */
  follow(window: Electron.BrowserWindow): void {
    const forget = (): void => {
      this.#isUnsaved = false
    }
    window.on('closed', forget)
    window.on('unresponsive', forget)
    window.webContents.on('render-process-gone', forget)
    window.webContents.on('did-navigate', forget)
  }

  /** For `before-quit`, and for `close` of a window that is not kept. @returns whether the person is asked first */
  holdsUp(event: Preventable): boolean {
    if (!this.#isUnsaved) return false
    event.preventDefault()
    this.#ask()
    return true
  }

  set(isUnsaved: boolean): void {
    this.#isUnsaved = isUnsaved
  }

  leave(): void {
    this.#isUnsaved = false
    this.#quit()
  }
}
