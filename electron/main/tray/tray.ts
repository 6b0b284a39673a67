/** The icon beside the clock: picture, words and menu as `tray-view.ts` says, made anew only when they change. */
import path from 'node:path'
import { Menu, nativeImage, Tray, type NativeImage } from 'electron'
import { TRAY_ICON_SIZES, trayIconFile, type TaskBarTone, type TrayIcon } from './tray-icon.ts'
import type { TrayView } from './tray-view.ts'

export type TrayWords = {
  readonly open: string
  readonly syncAll: string
  readonly pause: string
  readonly resume: string
  readonly quit: string
}

export type TrayActions = {
  readonly open: () => void
  /** Where the window says what the line of state means. */
  readonly openState: () => void
  readonly syncAll: () => void
  readonly pause: () => void
  readonly resume: () => void
  readonly quit: () => void
}

export class ApplicationTray {
  readonly #folder: string
  readonly #actions: TrayActions
  readonly #tray: Tray
  #shown = ''

  /** @param folder with the pictures */
  constructor(folder: string, actions: TrayActions, first: TrayIcon) {
    this.#folder = folder
    this.#actions = actions
    this.#tray = new Tray(this.#image(first))
    // Linux desktops open the menu instead.
    this.#tray.on('click', actions.open)
  }

  show(view: TrayView, tone: TaskBarTone, words: TrayWords): void {
    const wanted = JSON.stringify([view, tone, words])
    if (wanted === this.#shown) return
    this.#shown = wanted
    this.#tray.setImage(this.#image({ state: view.icon, tone }))
    this.#tray.setToolTip(view.tooltip)
    this.#tray.setContextMenu(this.#menu(view, words))
  }

  #menu({ stateLine, canSynchronise, pausing, canQuit }: TrayView, words: TrayWords) {
    const { open, openState, syncAll, pause, resume, quit } = this.#actions
    return Menu.buildFromTemplate([
      { label: words.open, click: open },
      { label: stateLine, click: openState },
      { type: 'separator' },
      { label: words.syncAll, click: syncAll, enabled: canSynchronise },
      pausing === 'resume'
        ? { label: words.resume, click: resume }
        : { label: words.pause, click: pause, enabled: pausing === 'pause' },
      { type: 'separator' },
      { label: words.quit, click: quit, enabled: canQuit },
    ])
  }

  #image(icon: TrayIcon): NativeImage {
    const file = (size: Parameters<typeof trayIconFile>[1]) =>
      path.join(this.#folder, trayIconFile(icon, size))
    // Windows takes the size it needs out of the one file, also when the scale changes.
    if (process.platform === 'win32') return nativeImage.createFromPath(file('ico'))
    const image = nativeImage.createEmpty()
    for (const size of TRAY_ICON_SIZES) {
      image.addRepresentation({
        scaleFactor: size / TRAY_ICON_SIZES[0],
        buffer: nativeImage.createFromPath(file(size)).toPNG(),
      })
    }
    if (process.platform === 'darwin') image.setTemplateImage(true)
    return image
  }
}
