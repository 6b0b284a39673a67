/** The application without its window: closed, started again, started hidden, quit, and found where it was left. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { _electron, expect, test, type ElectronApplication } from '@playwright/test'
import { after, hold } from '#test/exchange-server/hold.ts'
import { launch, newDataFolder, projectFolder, removeFolder, type Application } from '../application.ts'
import { ANNA, startExchange } from '../exchange.ts'
import { inEveryLook } from '../every-look.ts'
import { createAccount, createConnector, openConnector, storedEmails, synchronise } from '../steps.ts'

/** Outside of Electron its module is the path of the program. */
const PROGRAM = createRequire(import.meta.url)('electron') as string

const TRAY = { EWS_KONNEKTOR_TRAY: 'yes' }
const NO_TRAY = { EWS_KONNEKTOR_TRAY: 'no' }
const RECORD = ['-r', path.join(projectFolder, 'test/e2e/tray-record.cjs')]

/** A start as from the icon on the desktop, beside the one that the test drives. */
function startBeside(dataFolder: string, args: readonly string[] = []): ChildProcess {
  return spawn(PROGRAM, ['--no-sandbox', '.', '--lang=de-CH', ...args], {
    cwd: projectFolder,
    env: { ...process.env, ...TRAY, EWS_KONNEKTOR_DATA: dataFolder },
    stdio: 'ignore',
  })
}

async function exitCodeOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

const isWindowVisible = (electron: ElectronApplication): Promise<boolean> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false)

/** As by the button of the title bar. */
const closeWindow = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close()
  })

async function logOf(dataFolder: string): Promise<string> {
  return await readFile(path.join(dataFolder, 'logs', 'main.log'), 'utf8').catch(() => '')
}

const timesIn = (text: string, part: string): number => text.split(part).length - 1

async function withApplication(
  options: Parameters<typeof launch>[0],
  act: (application: Application) => Promise<void>,
): Promise<void> {
  const dataFolder = options?.dataFolder ?? (await newDataFolder())
  const application = await launch({ ...options, dataFolder })
  try {
    await act(application)
  } finally {
    await application.close()
    await removeFolder(dataFolder)
  }
}

test('a closed window leaves the synchronisation running, and a second start shows it again with what was on it', async () => {
  const server = await startExchange(400)
  try {
    await withApplication({ environment: TRAY, args: RECORD }, async ({ electron, page, dataFolder }) => {
      await createConnector(page, { name: 'Contoso', url: server.url })
      await createAccount(page, ANNA)
      const held = hold(server, after(2, 'GetItem'))
      await synchronise(page, ANNA.mailbox)
      await held.reached
      await closeWindow(electron)
      await expect.poll(() => isWindowVisible(electron)).toBe(false)
      const atClosing = (await storedEmails(page)).length
      expect(atClosing).toBeLessThan(400)
      held.release()
      await expect.poll(async () => (await storedEmails(page)).length, { timeout: 45_000 }).toBe(400)

      // Once, however often it is closed.
      const notifications = () =>
        electron.evaluate(() => {
          const { trayRecord } = globalThis as unknown as {
            trayRecord: { notifications: { title: string }[] }
          }
          return trayRecord.notifications.map(({ title }) => title)
        })
      expect(await notifications()).toEqual(['MS EWS Konnektor läuft weiter'])

      const second = startBeside(dataFolder)
      expect(await exitCodeOf(second)).toBe(0)
      await expect.poll(() => isWindowVisible(electron)).toBe(true)
      await expect(page.getByRole('heading', { level: 1, name: 'Contoso' })).toBeVisible()
      expect(timesIn(await logOf(dataFolder), '"event":"started"')).toBe(1)

      await closeWindow(electron)
      await expect.poll(() => isWindowVisible(electron)).toBe(false)
      expect(await notifications()).toHaveLength(1)
      // The system starts it with its user, who does not ask for the window.
      expect(await exitCodeOf(startBeside(dataFolder, ['--hidden']))).toBe(0)
      expect(await isWindowVisible(electron)).toBe(false)
    })
  } finally {
    await server.stop()
  }
})

test('the icon beside the clock tells the state in words, and its menu opens, synchronises, pauses and quits', async () => {
  const server = await startExchange(5)
  const dataFolder = await newDataFolder()
  const application = await launch({ dataFolder, environment: TRAY, args: RECORD })
  const { electron, page } = application
  try {
    type Item = { label: string; enabled: boolean; click: () => void }
    const tooltip = () =>
      electron.evaluate(
        () => (globalThis as unknown as { trayRecord: { tooltip: string } }).trayRecord.tooltip,
      )
    const menu = () =>
      electron.evaluate(() =>
        (globalThis as unknown as { trayRecord: { menu: Item[] } }).trayRecord.menu.map(
          ({ label, enabled }) => `${label}${enabled ? '' : ' (aus)'}`,
        ),
      )
    const choose = (label: string) =>
      electron.evaluate((_electron, wanted) => {
        const { trayRecord } = globalThis as unknown as { trayRecord: { menu: Item[] } }
        const item = trayRecord.menu.find((each) => each.label === wanted)
        if (!item?.enabled) throw new Error(`There is no ${wanted}.`)
        item.click()
      }, label)

    await expect.poll(tooltip).toBe('MS EWS Konnektor: Noch nichts eingerichtet')
    expect(await menu()).toEqual([
      'MS EWS Konnektor öffnen',
      'Noch nichts eingerichtet',
      '',
      'Alle synchronisieren (aus)',
      'Synchronisation pausieren (aus)',
      '',
      'Beenden',
    ])
    await createConnector(page, { name: 'Contoso', url: server.url })
    await createAccount(page, ANNA)
    await closeWindow(electron)
    await expect.poll(() => isWindowVisible(electron)).toBe(false)
    await expect.poll(menu).toContain('Alle synchronisieren')
    await choose('Alle synchronisieren')
    await expect.poll(async () => (await storedEmails(page)).length, { timeout: 45_000 }).toBe(5)
    await expect.poll(tooltip).toBe('MS EWS Konnektor: Alles in Ordnung')

    await choose('Synchronisation pausieren')
    await expect.poll(tooltip).toContain('Pausiert')
    await choose('Synchronisation fortsetzen')
    await expect.poll(menu).toContain('Synchronisation pausieren')

    await choose('MS EWS Konnektor öffnen')
    await expect.poll(() => isWindowVisible(electron)).toBe(true)
    await expect(page.getByRole('heading', { level: 1, name: 'Contoso' })).toBeVisible()
    // The line of state leads to the place that says what it means.
    await closeWindow(electron)
    await expect.poll(() => isWindowVisible(electron)).toBe(false)
    // What the pause held up may still be under way.
    await expect.poll(menu, { timeout: 45_000 }).toContain('Alles in Ordnung')
    await choose('Alles in Ordnung')
    await expect.poll(() => isWindowVisible(electron)).toBe(true)
    await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible()

    const ended = once(electron.process(), 'exit')
    await choose('Beenden').catch(() => undefined)
    expect(await ended).toEqual([0, null])
    expect(await logOf(dataFolder)).toContain('"event":"ended"')
  } finally {
    await application.close().catch(() => undefined)
    await removeFolder(dataFolder)
    await server.stop()
  }
})

test('two starts at once are one application: the other goes away and opens no data', async () => {
  const dataFolder = await newDataFolder()
  const both = [startBeside(dataFolder), startBeside(dataFolder)] as const
  try {
    const [loser] = await Promise.race(both.map(async (child) => [child, await exitCodeOf(child)] as const))
    const winner = loser === both[0] ? both[1] : both[0]
    expect(loser.exitCode).toBe(0)
    await expect.poll(async () => timesIn(await logOf(dataFolder), '"event":"started"')).toBe(1)
    expect(winner.exitCode).toBeNull()
    winner.kill('SIGTERM')
    expect(await exitCodeOf(winner)).toBe(0)
    const log = await logOf(dataFolder)
    expect([timesIn(log, '"event":"started"'), timesIn(log, '"event":"ended"')]).toEqual([1, 1])
  } finally {
    for (const child of both) child.kill('SIGKILL')
    await removeFolder(dataFolder)
  }
})

test('where no desktop shows icons beside the clock, a closed window stays within reach', async () => {
  await withApplication({ environment: NO_TRAY }, async ({ electron, page }) => {
    await closeWindow(electron)
    await page.getByRole('link', { name: 'Einstellungen' }).click()
    await expect(page.getByText('Dieser Desktop zeigt keine Symbole neben der Uhr.')).toBeVisible()
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    expect(await isWindowVisible(electron)).toBe(true)
  })
})

test('closing ends the application when that is wanted, in order, in the middle of a synchronisation', async () => {
  const server = await startExchange(400)
  const dataFolder = await newDataFolder()
  const { electron, page } = await launch({ dataFolder, environment: TRAY })
  try {
    await page.getByRole('link', { name: 'Einstellungen' }).click()
    await page.getByRole('switch', { name: 'Beim Schliessen des Fensters weiterlaufen' }).uncheck()
    await createConnector(page, { name: 'Contoso', url: server.url })
    await createAccount(page, ANNA)
    const held = hold(server, after(4, 'GetItem'))
    await synchronise(page, ANNA.mailbox)
    await held.reached
    await expect.poll(async () => (await storedEmails(page)).length, { timeout: 30_000 }).toBeGreaterThan(0)
    const ended = once(electron.process(), 'exit')
    await closeWindow(electron).catch(() => undefined)
    expect(await ended).toEqual([0, null])
    held.release()
    expect(timesIn(await logOf(dataFolder), '"event":"ended"')).toBe(1)

    // What was interrupted goes on where it was; without a key ring the password is gone.
    const again = await launch({ dataFolder, environment: TRAY })
    const kept = (await storedEmails(again.page)).length
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(400)
    await openConnector(again.page, 'Contoso')
    await again.page.getByRole('button', { name: `Bearbeiten: ${ANNA.mailbox}` }).click()
    const form = again.page.getByRole('dialog', { name: `MS EWS Konto ${ANNA.mailbox}` })
    await form.getByRole('textbox', { name: 'Passwort' }).fill(ANNA.password)
    await form.getByRole('button', { name: 'Speichern' }).click()
    await expect(form).toBeHidden()
    await synchronise(again.page, ANNA.mailbox)
    await expect.poll(async () => (await storedEmails(again.page)).length, { timeout: 45_000 }).toBe(400)
    await again.close()
  } finally {
    await removeFolder(dataFolder)
    await server.stop()
  }
})

for (const source of ['window', 'computer'] as const) {
  test(`the end of the session, told by the ${source}, ends it in order and asks nothing, whatever is unsaved`, async () => {
    const dataFolder = await newDataFolder()
    const { electron, page } = await launch({ dataFolder, environment: TRAY })
    try {
      await page.getByRole('link', { name: 'Konnektoren', exact: true }).click()
      await page.getByRole('link', { name: 'Neuer Konnektor' }).click()
      await page.getByRole('textbox', { name: 'Name' }).fill('Contoso')
      await closeWindow(electron)
      await expect.poll(() => isWindowVisible(electron)).toBe(false)
      const ended = once(electron.process(), 'exit')
      await electron
        .evaluate(({ BrowserWindow, powerMonitor }, teller) => {
          if (teller === 'computer') powerMonitor.emit('shutdown', {})
          else BrowserWindow.getAllWindows()[0]?.emit('session-end', {})
        }, source)
        .catch(() => undefined)
      expect(await ended).toEqual([0, null])
      expect(timesIn(await logOf(dataFolder), '"event":"ended"')).toBe(1)
    } finally {
      await removeFolder(dataFolder)
    }
  })
}

test('the menu of the window quits, and the window opens where it was left', async () => {
  const dataFolder = await newDataFolder()
  const first = await launch({ dataFolder, environment: TRAY })
  const left = { x: 60, y: 40, width: 1100, height: 720 }
  const bounds = (electron: ElectronApplication) =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  try {
    await first.electron.evaluate(({ BrowserWindow }, wanted) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(wanted)
    }, left)
    await expect.poll(() => bounds(first.electron)).toEqual(left)
    const entries = await first.electron.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()?.items[0]?.submenu?.items.map(({ label, accelerator }) => [
        label,
        accelerator,
      ]),
    )
    expect(entries).toEqual([
      ['Fenster schliessen', 'CommandOrControl+W'],
      ['Beenden', 'CommandOrControl+Q'],
    ])
    const ended = once(first.electron.process(), 'exit')
    await first.electron
      .evaluate(({ Menu }) => {
        Menu.getApplicationMenu()?.items[0]?.submenu?.items[1]?.click()
      })
      .catch(() => undefined)
    expect(await ended).toEqual([0, null])

    const second = await launch({ dataFolder, environment: TRAY })
    expect(await bounds(second.electron)).toEqual(left)
    await second.close()
  } finally {
    await removeFolder(dataFolder)
  }
})

test('started by the system it opens no window; a second start does', async () => {
  const dataFolder = await newDataFolder()
  const electron = await _electron.launch({
    args: ['.', '--lang=de-CH', '--hidden'],
    cwd: projectFolder,
    env: { ...(process.env as Record<string, string>), ...TRAY, EWS_KONNEKTOR_DATA: dataFolder },
  })
  try {
    await expect.poll(() => logOf(dataFolder)).toContain('"event":"started"')
    expect(electron.windows()).toEqual([])
    expect(await exitCodeOf(startBeside(dataFolder))).toBe(0)
    await expect.poll(() => electron.windows().length).toBe(1)
    await expect(electron.windows()[0]!.getByRole('heading', { level: 1 })).toBeVisible()
  } finally {
    await electron.close()
    await removeFolder(dataFolder)
  }
})

test('it starts with the computer when that is wanted, hidden, and not when it is not', async () => {
  const configFolder = await newDataFolder()
  await mkdir(configFolder, { recursive: true })
  const file = path.join(configFolder, 'autostart', 'ms-ews-konnektor.desktop')
  await withApplication({ environment: { ...TRAY, XDG_CONFIG_HOME: configFolder } }, async ({ page }) => {
    await page.getByRole('link', { name: 'Einstellungen' }).click()
    const start = page.getByRole('switch', { name: 'Mit der Anmeldung am Computer starten' })
    await expect(start).not.toBeChecked()
    await start.check()
    await expect(start).toBeChecked()
    const entry = await readFile(file, 'utf8')
    expect(entry).toMatch(/^\[Desktop Entry\]\nType=Application\nName=MS EWS Konnektor\nExec=\S.* --hidden\n/)
    await start.scrollIntoViewIfNeeded()
    await inEveryLook(page, 'background')
    await start.uncheck()
    await expect(start).not.toBeChecked()
    await expect(stat(file)).rejects.toThrow('ENOENT')
  })
  await removeFolder(configFolder)
})
