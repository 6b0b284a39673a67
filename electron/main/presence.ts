/**
 * How the application is there for a person: its window, the icon beside the clock, notifications, and its end, put
 * together. Nothing is read before the data folder is ours alone: a second start makes these too, and goes away.
 */
import path from 'node:path'
import { app } from 'electron'
import { resolveLanguage, type Settings } from '#shared/domain/settings.ts'
import { openWindowDocument, type WindowDocument } from '../config/window-document.ts'
import { electronStoreFile } from '../config/electron-store-file.ts'
import { emitTo } from '../ipc/bind.ts'
import { logEvent } from '../log/log.ts'
import type { Services } from '../services/services.ts'
import { SHARED_TEXTS } from '../services/sign-in-pages.ts'
import { Background } from './background.ts'
import { desktop } from './desktop.ts'
import { Ending } from './ending.ts'
import { MainWindow } from './main-window.ts'
import { traySituationOf } from './tray/tray-situation.ts'
import { screenshotWhenDrawn, type WindowOptions } from './window.ts'

const NAME = 'MS EWS Konnektor'
/** As the installer writes it: Windows shows notifications only of an application whose shortcut bears the same id. */
const APP_ID = 'ch.winoffice.ews-konnektor'

export type PresenceParts = {
  readonly options: WindowOptions
  readonly isDemo: boolean
  /** `null`: they are not read yet. */
  readonly settings: () => Settings | null
  /** `null`: the application is not that far yet. */
  readonly services: () => Promise<Services> | null
}

export function createPresence({ options, isDemo, settings, services }: PresenceParts) {
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID)
  let document: WindowDocument | undefined
  const openedDocument = (): WindowDocument =>
    (document ??= openWindowDocument(electronStoreFile(app.getPath('userData'), 'window')))
  const words = () =>
    SHARED_TEXTS[resolveLanguage(settings()?.language ?? 'system', app.getLocale())].background
  const quit = (): void => {
    app.quit()
  }
  /** Known when they are open, and no longer when they end. */
  let running: Services | null = null
  const mainWindow: MainWindow = new MainWindow({
    options,
    document: openedDocument,
    closing: () => background.closing(),
    onDidHide: () => {
      background.explainHiding()
    },
    onDidOpen: (window) => {
      const screenshot = process.env.EWS_KONNEKTOR_SCREENSHOT
      if (screenshot) screenshotWhenDrawn(window, screenshot)
    },
    quit,
  })
  const surroundings = desktop((place) => {
    mainWindow.show(place)
  })
  const background: Background = new Background({
    name: NAME,
    iconFolder: path.join(app.getAppPath(), 'resources/icons/tray'),
    isDemo,
    document: openedDocument,
    texts: words,
    closeToTray: () => settings()?.background.closeToTray ?? false,
    situation: () => (ending.hasBegun ? { is: 'ending' } : traySituationOf(running?.overview.latest ?? null)),
    show: (place) => {
      mainWindow.show(place)
    },
    sync: {
      start: () => void running?.sync.start(null),
      pause: () => void running?.sync.pause(null),
      resume: () => void running?.sync.resume(null),
    },
    notify: (notice) => {
      surroundings.notify(notice)
    },
  })
  const ending: Ending = new Ending({
    close: () => services()?.then((opened) => opened.close()) ?? null,
    onDidBegin: () => {
      mainWindow.prepareToEnd()
      background.changed()
    },
    onSlow: () => {
      const { current } = mainWindow
      if (current && mainWindow.isSeen) emitTo(current.webContents, 'app.onDidBeginToEnd', null)
      else background.explainEnding()
    },
    onProblem: (error) => {
      logEvent('error', 'unexpected', error)
    },
    onDidEnd: () => {
      logEvent('info', 'ended')
    },
    quit,
  })
  return {
    mainWindow,
    background,
    surroundings,
    ending,
    quit,
    words,
    /** The services are open. */
    begin: (opened: Services): void => {
      running = opened
      opened.overview.onDidChange(() => {
        background.changed()
      })
      opened.expiryNotices.begin()
    },
  }
}
