/**
 * The application without its window: the icon beside the clock with the state of the whole, what closing the window
 * does, the start with the system, and the words for whoever does not see the window.
 */
import { app, nativeTheme, Notification } from 'electron'
import type { BackgroundState } from '#shared/domain/background.ts'
import type { Place } from '#shared/domain/place.ts'
import type { SharedTexts } from '#shared/texts/catalogue.ts'
import { fillText } from '#shared/texts/fill.ts'
import type { WindowDocument } from '../config/window-document.ts'
import type { BackgroundPort } from '../services/background-service.ts'
import { closingOf, type Closing } from './closing.ts'
import { linuxLinks, systemLinks, type LinkRegistration } from './links/link-registration.ts'
import {
  HIDDEN_ARGUMENT,
  linuxLoginStart,
  systemLoginStart,
  type LoginStart,
  type StartCommand,
} from './login-start.ts'
import { taskBarTone } from './tray/tray-icon.ts'
import { isTrayShown } from './tray/tray-presence.ts'
import { ApplicationTray } from './tray/tray.ts'
import { trayView, type TraySituation } from './tray/tray-view.ts'

export type BackgroundParts = {
  readonly name: string
  readonly iconFolder: string
  readonly isDemo: boolean
  readonly document: () => WindowDocument
  readonly texts: () => SharedTexts['background']
  readonly closeToTray: () => boolean
  readonly situation: () => TraySituation
  readonly show: (place: Place | null) => void
  readonly sync: { readonly start: () => void; readonly pause: () => void; readonly resume: () => void }
  readonly notify: (notice: { readonly title: string; readonly body: string }) => void
}

/** Hundreds of accounts may end within a second; the icon is made anew once for all of them. */
const GATHER = 250 // ms

/** How long after a start with the system its desktop may still be making itself. */
const DESKTOP_START = 15_000 // ms

export class Background implements BackgroundPort {
  readonly #parts: BackgroundParts
  readonly #login: LoginStart
  readonly #links: LinkRegistration
  #tray: ApplicationTray | null = null
  #timer: NodeJS.Timeout | undefined

  constructor(parts: BackgroundParts) {
    this.#parts = parts
    this.#login = loginStart(parts.name)
    this.#links = linkRegistration(parts.name)
    nativeTheme.on('updated', () => {
      this.changed()
    })
  }

  /** What the icon says may have changed. */
  changed(): void {
    if (this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#draw()
    }, GATHER)
  }

  /** Puts the icon there if the desktop shows it. @returns whether it does */
  async settle(): Promise<boolean> {
    const isShown = await isTrayShown({ platform: process.platform, environment: process.env })
    if (!isShown) return false
    this.#tray ??= this.#newTray()
    this.#draw()
    return true
  }

  /** The same after a start with the system, where the desktop may come later than the application. */
  async settlePatiently(): Promise<boolean> {
    if (await this.settle()) return true
    await new Promise((resolve) => setTimeout(resolve, DESKTOP_START))
    return await this.settle()
  }

  async closing(): Promise<Closing> {
    const { closeToTray, isDemo } = this.#parts
    return closingOf({ closeToTray: closeToTray(), hasTray: await this.settle(), isDemo })
  }

  /** Once: whoever closes a window for the first time must know that the application goes on. */
  explainHiding(): void {
    const { document, texts, name, notify } = this.#parts
    if (document().get().isClosingExplained || !Notification.isSupported()) return
    document().update((data) => ({ ...data, isClosingExplained: true }))
    const { stillRunning, stillRunningTitle } = texts()
    notify({ title: fillText(stillRunningTitle, { name }), body: stillRunning })
  }

  explainEnding(): void {
    const { texts, name, notify } = this.#parts
    const { endingTitle, endingSlowly } = texts()
    notify({ title: fillText(endingTitle, { name }), body: endingSlowly })
  }

  async state(): Promise<BackgroundState> {
    return {
      hasTray: await this.settle(),
      startAtLogin: this.#parts.isDemo ? 'impossible' : onOrOff(this.#login.isOn()),
      links: this.#parts.isDemo ? 'impossible' : onOrOff(await this.#links.isOn()),
    }
  }

  setLinks(on: boolean) {
    return this.#links.set(on)
  }

  setStartAtLogin(on: boolean) {
    return this.#login.set(on)
  }

  quit(): void {
    app.quit()
  }

  #newTray(): ApplicationTray {
    const { iconFolder, show, sync } = this.#parts
    const actions = {
      open: () => {
        show(null)
      },
      openState: () => {
        show({ screen: 'overview' })
      },
      syncAll: sync.start,
      pause: sync.pause,
      resume: sync.resume,
      quit: () => {
        app.quit()
      },
    }
    return new ApplicationTray(iconFolder, actions, { state: 'idle', tone: tone() })
  }

  #draw(): void {
    if (!this.#tray) return
    const { name, texts, situation } = this.#parts
    const words = texts()
    this.#tray.show(trayView(situation(), name, words), tone(), {
      ...words,
      open: fillText(words.open, { name }),
    })
  }
}

function tone() {
  // Newer than the oldest Electron that must run this.
  const theme: { readonly shouldUseDarkColorsForSystemIntegratedUI?: boolean } = nativeTheme
  return taskBarTone(theme.shouldUseDarkColorsForSystemIntegratedUI)
}

function startCommand(...args: readonly string[]): StartCommand {
  const file = process.env.APPIMAGE ?? process.execPath
  // Not packaged, the program is Electron, and the application its first argument.
  return { file, args: [...(app.isPackaged ? [] : [app.getAppPath()]), ...args] }
}

function loginStart(name: string): LoginStart {
  const command = startCommand(HIDDEN_ARGUMENT)
  return process.platform === 'linux'
    ? linuxLoginStart(command, process.env, name)
    : systemLoginStart(command, app, process.platform)
}

function linkRegistration(name: string): LinkRegistration {
  const command = startCommand()
  return process.platform === 'linux' ? linuxLinks(command, process.env, name) : systemLinks(command, app)
}

function onOrOff(isOn: boolean): 'on' | 'off' {
  return isOn ? 'on' : 'off'
}

/** Whether the system has started it, and nobody wants to see the window. */
export function isHiddenStart(argv: readonly string[]): boolean {
  return (
    argv.includes(HIDDEN_ARGUMENT) ||
    (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
  )
}
