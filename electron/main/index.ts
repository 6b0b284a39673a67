/**
 * The boot order of the application, and nothing else: data folder → single instance → security → window → services.
 *
 * The window is opened before the services are ready; calls that arrive earlier wait for them. There is no top-level
 * `await`: a packaged ESM main hangs on it.
 */
import path from 'node:path'
import { app, dialog, Menu, nativeTheme, session, type BrowserWindow } from 'electron'
import { resolveLanguage } from '#shared/domain/settings.ts'
import { chromiumInspector } from '../chromium/chromium-inspector.ts'
import { chromiumProxy } from '../chromium/chromium-proxy.ts'
import { chromiumTransports } from '../chromium/chromium-transports.ts'
import { isOnline } from '../chromium/online.ts'
import { SessionPool } from '../chromium/session-pool.ts'
import { electronStoreFile } from '../config/electron-store-file.ts'
import { documentNotices, openDocuments } from '../config/documents.ts'
import { bindContract, emitTo } from '../ipc/bind.ts'
import { handlersOf } from '../ipc/handlers.ts'
import { logEvent, openLog } from '../log/log.ts'
import type { AskOpenPath } from '../services/certificate-service.ts'
import type { EmitEvent } from '../services/events.ts'
import { currentProxy } from '../services/current-proxy.ts'
import { createServices, type Services } from '../services/services.ts'
import { hostClient } from '../sync/host-client.ts'
import { safeStorageCipher } from '../vault/safe-storage-cipher.ts'
import { DocumentVault } from '../vault/secret-vault.ts'
import { APP_ORIGIN, registerAppScheme, serveApp } from './app-protocol.ts'
import { desktop } from './desktop.ts'
import { demoFromEnvironment, seedDemo } from './demo.ts'
import { followPower } from './power.ts'
import { readNamedAuthorities } from './named-authorities.ts'
import { denyByDefault, denyPermissions } from './session-security.ts'
import { syncHostLauncher } from './sync-host-process.ts'
import { openMainWindow, screenshotWhenDrawn } from './window.ts'

const here = import.meta.dirname
const devServer = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null)
const origins = devServer ? [APP_ORIGIN, new URL(devServer).origin] : [APP_ORIGIN]
const demo = demoFromEnvironment(process.env)
const named = readNamedAuthorities(process.env.EWS_KONNEKTOR_CA_FILE)

let window: BrowserWindow | null = null
let services: Promise<Services> | null = null

const dataFolder = process.env.EWS_KONNEKTOR_DATA
if (dataFolder) app.setPath('userData', path.resolve(dataFolder))

if (app.requestSingleInstanceLock()) start()
else app.quit()

function start(): void {
  // It takes `--no-sandbox` away again, without which Chromium does not start as root (containers, CI). Windows of
  // ours ask for the sandbox by themselves in either case.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerAppScheme()
  denyByDefault(origins)
  openLog(app.getPath('userData'))
  process.on('uncaughtException', (error) => {
    logEvent('error', 'unexpected', error)
  })
  app.on('second-instance', showWindow)
  app.on('activate', showWindow)
  app.on('window-all-closed', () => {
    app.quit()
  })
  app.on('before-quit', quitOrderly)
  void app.whenReady().then(onReady)
}

async function onReady(): Promise<void> {
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
  denyPermissions(session.defaultSession)
  serveApp(session.defaultSession, path.join(here, '../renderer'))
  services = openServices()
  const opened = services
  bindContract({
    origins,
    handlers: async () => handlersOf(await opened),
    onProblem: (channel, error) => {
      logEvent('warn', 'ipcProblem', { channel, error })
    },
  })
  showWindow()
  if (demo) await seedDemo(demo, await opened)
  const { sync } = await opened
  followPower(sync)
  await sync.begin()
}

async function openServices(): Promise<Services> {
  const folder = app.getPath('userData')
  const documents = openDocuments((name) => electronStoreFile(folder, name))
  for (const notice of [...documentNotices(documents), ...named.notices]) logEvent('error', 'notice', notice)
  nativeTheme.themeSource = documents.settings.get().theme
  const launch = syncHostLauncher({
    folder: here,
    primeFolder: path.join(folder, 'prime'),
  })
  const vault = new DocumentVault(documents.secrets, await safeStorageCipher())
  const network = {
    userAgent: `MS-EWS-Konnektor/${app.getVersion()}`,
    proxy: () => currentProxy(documents.settings, vault, process.env),
  }
  const pool = new SessionPool()
  logEvent('info', 'started', { version: app.getVersion(), electron: process.versions.electron })
  return createServices({
    info: {
      version: app.getVersion(),
      platform: `Electron ${process.versions.electron}, ${process.platform} ${process.arch}`,
      systemLanguage: resolveLanguage('system', app.getLocale()),
      dataFolder: folder,
      isDemo: demo !== null,
      notices: named.notices,
    },
    documents,
    testHistoryFile: (owner) => electronStoreFile(path.join(folder, 'test-history'), owner),
    vault,
    emit,
    createEngine: (callbacks) => hostClient(launch, callbacks),
    askSavePath,
    extraAuthorities: named.authorities,
    isOnline,
    askOpenPath,
    openTransport: chromiumTransports(network, pool),
    inspectCertificate: chromiumInspector(network, pool),
    resolveProxy: chromiumProxy(network, pool),
    desktop: desktop(showWindow),
    loadRunner: async () => (await import('../diagnostics/run-connection-test.ts')).runConnectionTest,
  })
}

const emit: EmitEvent = (name, payload) => {
  if (name === 'app.onDidChangeState' && payload !== null && 'settings' in payload) {
    nativeTheme.themeSource = payload.settings.theme
  }
  if (payload !== null && 'state' in payload && payload.state === 'ended')
    logEvent('info', 'syncEnded', payload)
  if (payload !== null && 'outcome' in payload && payload.outcome !== null)
    logEvent('info', 'testEnded', payload)
  if (window) emitTo(window.webContents, name, payload)
}

/** How the dialog calls the kinds of files that are saved. */
const FILE_KINDS: Readonly<Record<string, Electron.FileFilter>> = {
  '.eml': { name: 'E-Mail', extensions: ['eml'] },
  '.json': { name: 'MS EWS Konnektor', extensions: ['json'] },
  '.html': { name: 'HTML', extensions: ['html'] },
  '.txt': { name: 'Text', extensions: ['txt'] },
  '.har': { name: 'HTTP Archive', extensions: ['har'] },
}

async function askSavePath(suggestedName: string): Promise<string | null> {
  const options = {
    defaultPath: path.join(app.getPath('documents'), suggestedName),
    filters: [FILE_KINDS[path.extname(suggestedName)] ?? { name: suggestedName, extensions: ['*'] }],
  }
  const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options)
  return answer.canceled || answer.filePath === '' ? null : answer.filePath
}

const OPEN_FILTERS: Readonly<Record<Parameters<AskOpenPath>[0], Electron.FileFilter>> = {
  certificate: { name: 'X.509', extensions: ['pem', 'crt', 'cer', 'der'] },
  configuration: { name: 'MS EWS Konnektor', extensions: ['json'] },
}

const askOpenPath: AskOpenPath = async (kind) => {
  const options: Electron.OpenDialogOptions = {
    properties: ['openFile'],
    filters: [OPEN_FILTERS[kind], { name: '*', extensions: ['*'] }],
  }
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
  return answer.canceled ? null : (answer.filePaths[0] ?? null)
}

function showWindow(): void {
  if (window) {
    if (window.isMinimized()) window.restore()
    window.focus()
    return
  }
  window = openMainWindow({
    preloadFile: path.join(here, '../preload/index.cjs'),
    devServer,
    icon: path.join(app.getAppPath(), 'resources/icons/256x256.png'),
  })
  window.on('closed', () => {
    window = null
  })
  const screenshot = process.env.EWS_KONNEKTOR_SCREENSHOT
  if (screenshot) screenshotWhenDrawn(window, screenshot)
}

/** Lets running pages commit before the process goes; the sync host is given five seconds. */
function quitOrderly(event: { preventDefault(): void }): void {
  const open = services
  if (!open) return
  event.preventDefault()
  services = null
  void open
    .then((opened) => opened.close())
    .catch((error: unknown) => {
      logEvent('error', 'unexpected', error)
    })
    .finally(() => {
      logEvent('info', 'ended')
      app.quit()
    })
}
