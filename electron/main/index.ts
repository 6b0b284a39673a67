/**
 * The boot order of the application, and nothing else: data folder → single instance → security → window → services.
 *
 * Started by the system (`--hidden`) it stays in the background; the window is made when somebody wants to see it.
 * Started as a command (`status`, `test`, `sync`) it has none: see command-start.ts.
 *
 * The window is opened before the services are ready; calls that arrive earlier wait for them. There is no top-level
 * `await`: a packaged ESM main hangs on it.
 */
import path from 'node:path'
import { app, dialog, nativeTheme, session } from 'electron'
import { resolveLanguage, type Settings } from '#shared/domain/settings.ts'
import { chromiumProxy } from '../chromium/chromium-proxy.ts'
import { chromiumTransports } from '../chromium/chromium-transports.ts'
import { isOnline } from '../chromium/online.ts'
import { SessionPool } from '../chromium/session-pool.ts'
import { DATA_VARIABLE, findDataFolder, type DataPlace } from '../data-folder/place.ts'
import { finishMark } from '../data-folder/move-data-folder.ts'
import { electronStoreFile } from '../config/electron-store-file.ts'
import { documentNotices, openDocuments, type Documents } from '../config/documents.ts'
import { bindContract, emitTo } from '../ipc/bind.ts'
import { handlersOf } from '../ipc/handlers.ts'
import { exceptWhileMoving } from '../ipc/while-moving.ts'
import { lineOfEnd } from '../log/line-of-end.ts'
import { applyLogSettings, holdLog, LOG_EVENTS, logEvent, openLog, releaseLog } from '../log/log.ts'
import { CommandServer } from '../command/channel/command-server.ts'
import { CommandEvents } from '../command/events.ts'
import { commandArguments } from '../command/start.ts'
import type { AskOpenPath } from '../services/certificate-service.ts'
import type { EmitEvent } from '../services/events.ts'
import { currentProxy } from '../services/current-proxy.ts'
import { AUTHORITIES_VARIABLE, governEnvironment, PROXY_VARIABLE } from '../policies/govern-environment.ts'
import { Policies } from '../policies/policies.ts'
import { policyReaders } from '../policies/machine-places.ts'
import { createServices, type Services } from '../services/services.ts'
import { hostClient } from '../sync/host-client.ts'
import { updatePorts } from '../updates/update-ports.ts'
import { safeStorageCipher } from '../vault/safe-storage-cipher.ts'
import { DocumentVault } from '../vault/secret-vault.ts'
import { APP_ORIGIN, registerAppScheme, serveApp } from './app-protocol.ts'
import { isHiddenStart } from './background.ts'
import { databaseChecker } from './check-database-process.ts'
import { giveMemoryBackEarly, restrictCommandLine } from './command-line.ts'
import { beginCommand } from './command-start.ts'
import { handleCrashes } from './crashes.ts'
import { demoFromEnvironment, seedDemo } from './demo.ts'
import { asksToTryAgain } from './error-box.ts'
import { Links } from './links/links.ts'
import { linkIn } from './links/place-of-link.ts'
import { setWindowMenu } from './menu.ts'
import { tellMissingDataFolder } from './missing-data-folder.ts'
import { followEndOfSession, followPower, followShutdown } from './power.ts'
import { readNamedAuthorities } from './named-authorities.ts'
import { createPresence } from './presence.ts'
import { isRelaunching, relaunch } from './relaunch.ts'
import { denyByDefault } from './session-security.ts'
import { syncHostLauncher } from './sync-host-process.ts'
import { UnsavedChanges } from './unsaved-changes.ts'

const here = import.meta.dirname
const devServer = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null)
const origins = devServer ? [APP_ORIGIN, new URL(devServer).origin] : [APP_ORIGIN]
const demo = demoFromEnvironment(process.env)

restrictCommandLine(process.env)
giveMemoryBackEarly()
let services: Promise<Services> | null = null
const dataPlace = findDataFolder(app.getPath('userData'), process.env)
if (process.env[DATA_VARIABLE]) app.setPath('userData', path.resolve(process.env[DATA_VARIABLE]))

let documents: Documents | null = null
let endsWithSystem = false
const presence = createPresence({
  options: {
    preloadFile: path.join(here, '../preload/index.cjs'),
    devServer,
    icon: path.join(app.getAppPath(), 'resources/icons/256x256.png'),
  },
  isDemo: demo !== null,
  settings: () => documents?.settings.get() ?? null,
  services: () => services,
})
const { mainWindow, background, surroundings, ending, quit, words } = presence
const links = new Links((place) => {
  mainWindow.show(place)
})
const unsaved = new UnsavedChanges(() => {
  mainWindow.show()
  if (mainWindow.current) emitTo(mainWindow.current.webContents, 'app.onDidAskToLeave', null)
}, quit)

const command = commandArguments(process.argv.slice(app.isPackaged ? 1 : 2), app.isPackaged)
const events = new CommandEvents()
const commands = new CommandServer(async ({ argv, folder }, hooks) => {
  if (ending.hasBegun || !services) return null
  const { runCommand } = await import('../command/run-command.ts')
  return await runCommand(argv, folder, { services: await services, events, isRunning: true }, hooks)
})

denyByDefault(origins)
if (command) beginCommand(command, { place: dataPlace, open: openForCommand, events })
else if (!app.requestSingleInstanceLock()) app.quit()
else if (dataPlace.ok) start(dataPlace.value)
else void app.whenReady().then(() => tellMissingDataFolder(dataPlace.error))

function start(place: DataPlace): void {
  // It takes `--no-sandbox` away again, without which Chromium does not start as root (containers, CI). Windows of
  // ours ask for the sandbox by themselves in either case.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerAppScheme()
  openLog(place.folder)
  if (place.pointer) finishMark(place.folder, place.pointer.id)
  handleCrashes({
    tell: (error) => {
      // Services that did not open are told of elsewhere.
      void services?.then(
        ({ app: told }) => {
          told.tell(error)
        },
        () => undefined,
      )
    },
    ask: asksToTryAgain,
    isEnding: () => ending.hasBegun,
    quit,
  })
  app.on('second-instance', onSecondStart)
  links.begin()
  app.on('activate', () => {
    mainWindow.show()
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
  app.on('browser-window-created', (_event, window) => {
    unsaved.follow(window)
    followEndOfSession(window, endWithSystem)
  })
  app.on('browser-window-focus', () => {
    void services?.then(
      ({ policies }) => policies.reloadIfOld(),
      () => undefined,
    )
  })
  app.on('before-quit', (event) => {
    if (!ending.hasBegun && unsaved.holdsUp(event)) return
    ending.begin(event)
  })
  void app.whenReady().then(() => onReady(place))
}

/** A computer that is shut down waits for nobody, and for no installation that it would cut off. */
function endWithSystem(): void {
  endsWithSystem = true
  unsaved.leave()
}

/** Whoever starts it a second time looks for the window; the system, which starts it with the user, does not. */
function onSecondStart(_event: unknown, argv: string[], _folder: string, data: unknown): void {
  if (commands.take(data) || isHiddenStart(argv)) return
  // Too late to come back; the start is repeated when the end is over.
  if (ending.hasBegun) relaunch()
  else links.follow(linkIn(argv))
}

async function onReady(place: DataPlace): Promise<void> {
  serveApp(session.defaultSession, path.join(here, '../renderer'))
  documents = openDocuments((name) => electronStoreFile(place.folder, name))
  setWindowMenu(words(), quit)
  services = openServices(place, documents)
  const opened = services
  bindContract({
    origins,
    handlers: async () => {
      const all = await opened
      return exceptWhileMoving(handlersOf(all), all.dataFolder.isMoving)
    },
    onProblem: (channel, error) => {
      logEvent('warn', 'ipcProblem', { channel, error })
    },
    onCall: (channel, outcome, milliseconds) => {
      logEvent('debug', 'call', { channel, outcome, milliseconds })
    },
  })
  if (isHiddenStart(process.argv)) {
    void background.settlePatiently().then((isShown) => {
      if (!isShown) mainWindow.openMinimised()
    })
  } else {
    links.followFirst(linkIn(process.argv))
    void background.settle()
  }
  if (demo) await seedDemo(demo, await opened)
  presence.begin(await opened)
  const { sync, updates } = await opened
  updates.begin()
  app.once('quit', () => {
    if (!isRelaunching() && !endsWithSystem) updates.installAtEnd()
  })
  followPower(sync)
  followShutdown(endWithSystem)
  await sync.begin()
}

/** Without a window there is nobody to notify: whoever gave the command is told. */
async function openForCommand(place: DataPlace): Promise<Services> {
  openLog(place.folder)
  documents = openDocuments((name) => electronStoreFile(place.folder, name))
  return await openServices(place, documents)
}

async function openServices(place: DataPlace, documents: Documents): Promise<Services> {
  const { folder } = place
  applySettings(documents.settings.get())
  const policies = new Policies(policyReaders(app.isPackaged, process.env))
  // Before the services, which must not do for a moment what is locked.
  const [cipher] = await Promise.all([safeStorageCipher(), policies.read()])
  const environment = (): NodeJS.ProcessEnv => governEnvironment(process.env, policies.set).environment
  const named = readNamedAuthorities(environment()[AUTHORITIES_VARIABLE])
  const notices = [...named.notices, ...governEnvironment(process.env, policies.set).notices]
  for (const notice of [...documentNotices(documents), ...notices]) logEvent('error', 'notice', notice)
  const launch = syncHostLauncher({
    folder: here,
    primeFolder: path.join(folder, 'prime'),
  })
  const vault = new DocumentVault(documents.secrets, cipher)
  const network = {
    userAgent: `MS-EWS-Konnektor/${app.getVersion()}`,
    proxy: () => currentProxy(documents.settings, vault, environment()),
  }
  const pool = new SessionPool()
  logEvent('info', 'started', {
    version: app.getVersion(),
    electron: process.versions.electron,
    process: process.pid,
    folder,
  })
  const opened = createServices({
    info: {
      version: app.getVersion(),
      platform: `Electron ${process.versions.electron}, ${process.platform} ${process.arch}`,
      systemLanguage: resolveLanguage('system', app.getLocale()),
      dataFolder: folder,
      isDemo: demo !== null,
      notices,
    },
    documents,
    testHistoryFile: (owner) => electronStoreFile(path.join(folder, 'test-history'), owner),
    vault,
    emit,
    createEngine: (callbacks) => hostClient(launch, callbacks),
    askSavePath,
    extraAuthorities: named.authorities,
    proxyOfEnvironment: () => environment()[PROXY_VARIABLE] ?? null,
    logEvents: Object.keys(LOG_EVENTS),
    dataFolder: {
      place,
      askFolder,
      stop: async () => {
        await (await services)?.close()
        holdLog()
      },
      restart: (now) => {
        releaseLog(now)
        services = null
        relaunch()
        app.quit()
      },
      checkDatabase: databaseChecker(here),
      log: (event, details) => {
        logEvent(event === 'dataFolderNotMoved' ? 'error' : 'info', event, details)
      },
    },
    isOnline,
    updates: updatePorts({ isPackaged: app.isPackaged, folder: here }),
    askOpenPath,
    openTransport: chromiumTransports(network, pool),
    // With the HTTP client of its own handshake, which is half of what the start would load.
    inspectCertificate: async (request) => {
      const { chromiumInspector } = await import('../chromium/chromium-inspector.ts')
      return await chromiumInspector(network, pool)(request)
    },
    resolveProxy: chromiumProxy(network, pool),
    desktop: command ? { ...surroundings, notify: () => undefined } : surroundings,
    background,
    leaving: unsaved,
    loadRunner: async () => (await import('../diagnostics/run-connection-test.ts')).runConnectionTest,
    policies,
    logPolicies: ({ inForce, problems }) => {
      if (inForce.length > 0) logEvent('info', 'policies', { inForce })
      for (const problem of problems) logEvent('warn', 'policyProblem', problem)
    },
  })
  // As they are with the policies above them.
  applySettings(documents.settings.get())
  return opened
}

function applySettings(settings: Settings): void {
  nativeTheme.themeSource = settings.theme
  applyLogSettings(settings)
}

const emit: EmitEvent = (name, payload) => {
  events.tell(name, payload)
  if (name === 'app.onDidChangeState' && payload !== null && 'settings' in payload) {
    applySettings(payload.settings)
    setWindowMenu(words(), quit)
    background.changed()
  }
  const end = lineOfEnd(payload, () => documents?.connections.get().accounts ?? [])
  if (end) logEvent(end.level, end.event, end.details)
  if (mainWindow.current) emitTo(mainWindow.current.webContents, name, payload)
}

/** How the dialog calls the kinds of files that are saved. */
const FILE_KINDS: Readonly<Record<string, Electron.FileFilter>> = {
  '.eml': { name: 'E-Mail', extensions: ['eml'] },
  '.json': { name: 'MS EWS Konnektor', extensions: ['json'] },
  '.html': { name: 'HTML', extensions: ['html'] },
  '.csv': { name: 'CSV', extensions: ['csv'] },
  '.txt': { name: 'Text', extensions: ['txt'] },
  '.zip': { name: 'ZIP', extensions: ['zip'] },
  '.jsonl': { name: 'JSON Lines', extensions: ['jsonl'] },
  '.ics': { name: 'iCalendar', extensions: ['ics'] },
  '.har': { name: 'HTTP Archive', extensions: ['har'] },
}

async function askSavePath(suggestedName: string): Promise<string | null> {
  const options = {
    defaultPath: path.join(app.getPath('documents'), suggestedName),
    filters: [FILE_KINDS[path.extname(suggestedName)] ?? { name: suggestedName, extensions: ['*'] }],
  }
  const window = mainWindow.current
  const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options)
  return answer.canceled || answer.filePath === '' ? null : answer.filePath
}

const OPEN_FILTERS: Readonly<Record<Parameters<AskOpenPath>[0], Electron.FileFilter>> = {
  certificate: { name: 'X.509', extensions: ['pem', 'crt', 'cer', 'der'] },
  configuration: { name: 'MS EWS Konnektor', extensions: ['json'] },
  accounts: { name: 'CSV', extensions: ['csv', 'txt', 'tsv'] },
}

const askOpenPath: AskOpenPath = async (kind) => {
  const options: Electron.OpenDialogOptions = {
    properties: ['openFile'],
    filters: [OPEN_FILTERS[kind], { name: '*', extensions: ['*'] }],
  }
  const window = mainWindow.current
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
  return answer.canceled ? null : (answer.filePaths[0] ?? null)
}

async function askFolder(): Promise<string | null> {
  const options: Electron.OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] }
  const window = mainWindow.current
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
  return answer.canceled ? null : (answer.filePaths[0] ?? null)
}
