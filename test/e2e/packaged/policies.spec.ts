/**
 * The packaged application under the policies of its computer: the file, and an export of the registry in the place of
 * the registry that Linux does not have. Both lie where only root writes, so that this test runs as root, as the
 * continuous integration does; elsewhere it says that it cannot.
 */
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { newDataFolder, removeFolder } from '../application.ts'
import { PACKAGE_FOLDER, withPackaged } from './packaged.ts'

const FOLDER = '/etc/ms-ews-konnektor'
const KEY = String.raw`SOFTWARE\Policies\Winoffice\MS EWS Konnektor`
const isRoot = process.getuid?.() === 0

const place = (name: string) => path.join(FOLDER, name)

async function write(name: string, content: string | Buffer): Promise<void> {
  await mkdir(FOLDER, { recursive: true, mode: 0o755 })
  await writeFile(place(name), content, { mode: 0o644 })
}

const asRegistry = (lines: readonly string[]) =>
  Buffer.from(`\uFEFFWindows Registry Editor Version 5.00\r\n\r\n${lines.join('\r\n')}\r\n`, 'utf16le')

async function stateOf(page: Page) {
  return await page.evaluate(async () => {
    const [state, connectors] = [await window.api.app.state(), await window.api.connectors.list()]
    if (!state.ok || !connectors.ok) throw new Error('no state')
    const { settings, policies } = state.value
    return {
      settings,
      problems: policies.problems.map(({ error }) => error.code),
      connectors: connectors.value.map(({ connector }) => connector.name),
      locked: Object.keys(policies.locked).sort(),
    }
  })
}

test.describe('policies of the computer', () => {
  test.skip(!isRoot && !process.env.CI, 'only root writes to /etc')
  // What an administrator of this computer has set is not a test's to take away.
  test.beforeAll(() => {
    expect(['policies.json', 'policies.reg'].filter((name) => existsSync(place(name)))).toEqual([])
  })
  test.afterEach(async () => {
    for (const name of ['policies.json', 'policies.reg']) await rm(place(name), { force: true })
    if (existsSync(FOLDER) && (await readdir(FOLDER)).length === 0) await rmdir(FOLDER)
  })

  test('the registry and the file of the computer hold, in their order, in the packaged application', async () => {
    const zentrale = { id: 'zentrale', name: 'Zürich', url: 'https://mail.firma.example/EWS/Exchange.asmx' }
    const hex = [...Buffer.from(`${JSON.stringify(zentrale)}\0\0`, 'utf16le')]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(',')
    await write(
      'policies.reg',
      asRegistry([
        `[HKEY_LOCAL_MACHINE\\${KEY}]`,
        '"LogDays"=dword:0000000a',
        '"AllowConfigurationExport"=dword:00000000',
        `"Connectors"=hex(7):${hex}`,
        '',
        `[HKEY_LOCAL_MACHINE\\${KEY}\\Recommended]`,
        '"RunHistoryDays"=dword:00000005',
        '',
        `[HKEY_CURRENT_USER\\${KEY}]`,
        '"LogDays"=dword:00000014',
        '"TestHistoryDays"=dword:0000001e',
        '"LogLevel"=dword:00000001',
      ]),
    )
    await write('policies.json', JSON.stringify({ mandatory: { TestHistoryDays: 40, LogLevel: 'debug' } }))
    await withPackaged({}, async ({ page }) => {
      expect(await stateOf(page)).toMatchObject({
        settings: { logDays: 10, testHistoryDays: 40, runHistoryDays: 5, logLevel: 'debug' },
        connectors: ['Zürich'],
        locked: ['logDays', 'logLevel', 'testHistoryDays'],
        problems: ['policy.invalid'],
      })
      const codes = await page.evaluate(async () => {
        const state = await window.api.app.state()
        if (!state.ok) throw new Error('no state')
        const answers = [
          await window.api.settings.save({ ...state.value.settings, logDays: 300 }),
          await window.api.configuration.export({ secrets: { kind: 'none' } }),
        ]
        return answers.map((answer) => (answer.ok ? 'ok' : answer.error.code))
      })
      expect(codes).toEqual(['policy.locked', 'policy.forbidden'])
      await page.getByRole('link', { name: 'Einstellungen' }).click()
      await expect(page.getByText('Vorgegeben durch die Richtlinie LogDays, Computer (HKLM)')).toBeVisible()
    })
  })

  test('variables of the environment lead around no policy, which the overview tells', async () => {
    await write(
      'policies.json',
      JSON.stringify({ mandatory: { Proxy: 'none', AllowCertificateTrust: false } }),
    )
    const environment = {
      EWS_KONNEKTOR_PROXY: 'http://127.0.0.1:9',
      EWS_KONNEKTOR_CA_FILE: place('policies.json'),
    }
    await withPackaged({ environment }, async ({ page }) => {
      const network = await page.evaluate(() => window.api.network.state())
      expect(network).toMatchObject({ value: { environment: null } })
      for (const variable of Object.keys(environment)) {
        await expect(page.getByText(`Die Umgebungsvariable ${variable} gilt nicht`)).toBeVisible()
      }
    })
  })

  test('a file that others may write does not hold, and no variable of a user leads elsewhere', async () => {
    await write('policies.json', JSON.stringify({ mandatory: { LogDays: 10 } }))
    await chmod(place('policies.json'), 0o666)
    const own = await newDataFolder()
    await writeFile(path.join(own, 'policies.json'), JSON.stringify({ mandatory: { LogDays: 7 } }))
    const environment = { EWS_KONNEKTOR_POLICIES: own }
    await withPackaged({ environment }, async ({ page }) => {
      expect(await stateOf(page)).toMatchObject({
        ...{ settings: { logDays: 30 }, connectors: [], locked: [] },
        problems: ['policy.file-not-trusted'],
      })
      await write('policies.json', '{ "mandatory": ')
      await chmod(place('policies.json'), 0o644)
      await page.evaluate(() => window.api.policies.reload())
      expect((await stateOf(page)).problems).toEqual(['policy.file-unreadable'])
      await write('policies.json', JSON.stringify({ mandatory: { LogDays: 10 } }))
      await page.evaluate(() => window.api.policies.reload())
      expect(await stateOf(page)).toMatchObject({ settings: { logDays: 10 }, problems: [] })
    })
    await removeFolder(own)
  })
})

test('the templates for group policies lie in the folder of the program', () => {
  for (const name of ['MS-EWS-Konnektor.admx', 'de-DE/MS-EWS-Konnektor.adml', 'policies.example.json']) {
    expect(existsSync(path.join(PACKAGE_FOLDER, 'resources/policies', name)), name).toBe(true)
  }
})
