/**
 * The one window over the life of the application: opened where it was left, shown at a place, closed into the
 * background, remembered.
 *
 * A closed window is hidden with its page, so that what was typed is still there and it comes back at once. Rejected:
 * to destroy it, which would save its memory while nobody looks; a start that is hidden from the beginning makes none.
 */
import { screen, type BrowserWindow, type Rectangle } from 'electron'
import { pathOf, type Place } from '#shared/domain/place.ts'
import type { WindowDocument } from '../config/window-document.ts'
import { emitTo } from '../ipc/bind.ts'
import type { Closing } from './closing.ts'
import { openMainWindow, type WindowOptions } from './window.ts'
import { openingWindow } from './window-bounds.ts'

export type MainWindowParts = {
  readonly options: WindowOptions
  readonly document: () => WindowDocument
  /** What closing does now. */
  readonly closing: () => Promise<Closing>
  readonly onDidHide: () => void
  readonly onDidOpen: (window: BrowserWindow) => void
  readonly quit: () => void
}

/** A window that is moved tells so many times a second. */
const SETTLED = 400 // ms

export class MainWindow {
  readonly #parts: MainWindowParts
  #window: BrowserWindow | null = null
  #timer: NodeJS.Timeout | undefined
  #isEnding = false

  constructor(parts: MainWindowParts) {
    this.#parts = parts
  }

  get current(): BrowserWindow | null {
    return this.#window
  }

  get isSeen(): boolean {
    return this.#window !== null && this.#window.isVisible() && !this.#window.isMinimized()
  }

  /** @param place where the window goes; `null`: it stays where it is */
  show(place: Place | null = null): void {
    if (this.#isEnding) return
    const route = place && pathOf(place)
    if (!this.#window) {
      this.#open(route, 'shown')
      return
    }
    if (this.#window.isMinimized()) this.#window.restore()
    this.#window.show()
    this.#window.focus()
    if (route !== null) this.#go(this.#window, route)
  }

  /** For a start that nobody watches, where nothing but the task bar can show that it runs. */
  openMinimised(): void {
    if (!this.#window && !this.#isEnding) this.#open(null, 'minimised')
  }

  /** From now on closing is closing. */
  prepareToEnd(): void {
    this.#isEnding = true
    this.#remember()
  }

  #open(route: string | null, state: 'shown' | 'minimised'): void {
    const primary = screen.getPrimaryDisplay()
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
    const areas = [primary, ...others].map(({ workArea }) => workArea)
    const opening = openingWindow(this.#parts.document().get(), areas)
    const window = openMainWindow(this.#parts.options, opening, route, state)
    this.#window = window
    const later = (): void => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => {
        this.#remember()
      }, SETTLED)
    }
    window.on('resize', later)
    window.on('move', later)
    window.on('maximize', later)
    window.on('unmaximize', later)
    window.on('close', (event) => {
      this.#remember()
      if (this.#isEnding) return
      event.preventDefault()
      void this.#close(window)
    })
    window.on('closed', () => {
      clearTimeout(this.#timer)
      this.#window = null
    })
    this.#parts.onDidOpen(window)
  }

  async #close(window: BrowserWindow): Promise<void> {
    const closing = await this.#parts.closing()
    if (window.isDestroyed() || this.#isEnding) return
    if (closing === 'quit') this.#parts.quit()
    else if (closing === 'minimise') window.minimize()
    else {
      window.hide()
      this.#parts.onDidHide()
    }
  }

  /** A disk that cannot be written costs the place of the window. */
  #remember(): void {
    clearTimeout(this.#timer)
    const window = this.#window
    if (!window || window.isDestroyed() || window.isMinimized()) return
    const bounds: Rectangle = window.getNormalBounds()
    const isMaximised = window.isMaximized()
    const known = this.#parts.document().get()
    if (JSON.stringify([known.bounds, known.isMaximised]) === JSON.stringify([bounds, isMaximised])) return
    this.#parts.document().update((data) => ({ ...data, bounds, isMaximised }))
  }

  /** A page that is still loading hears nothing yet. */
  #go(window: BrowserWindow, path: string): void {
    const tell = (): void => {
      emitTo(window.webContents, 'app.onDidAskForPlace', { path })
    }
    if (window.webContents.isLoading()) window.webContents.once('did-finish-load', tell)
    else tell()
  }
}
