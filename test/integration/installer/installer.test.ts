/**
 * The installer for Windows: it compiles without a warning, and in Wine it installs, upgrades and removes silently as
 * its switches say. Its pages, the rights of Windows and MSI are on the check list for Windows.
 */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { projectFolder } from '#resources/setup/paths.ts'
import { APP_ID, checkInstaller, compileInstaller } from './makensis.ts'
import { isWineThere, Wine } from './wine.ts'

const RUN = 'Software\\Microsoft\\Windows\\CurrentVersion\\Run'
const LINK = 'Software\\Classes\\ews-konnektor\\shell\\open\\command'
const FOR_ALL = 'Program Files\\MS EWS Konnektor'

/** Each step takes about two seconds, on a busy machine ten. */
const PATIENCE = 180_000 // ms

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-installer-'))
  await mkdir(path.join(folder, 'application'))
  await writeFile(path.join(folder, 'application', 'MS EWS Konnektor.exe'), 'a program')
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
})

it('the installer and the uninstaller compile for Windows without a warning', async () => {
  const work = path.join(folder, 'check')
  await mkdir(work)
  await checkInstaller({ folder: work, application: path.join(folder, 'application'), version: '1.0.0' })
  expect(existsSync(path.join(work, 'installer-32.exe'))).toBe(true)
})

it('the uninstaller knows every document of the application', async () => {
  const script = await readFile(path.join(projectFolder, 'resources/setup/installer/installer.nsh'), 'utf8')
  const source = await readFile(path.join(projectFolder, 'electron/config/documents.ts'), 'utf8')
  const names = [...source.matchAll(/VersionedDocument\(file\('([\w-]+)'\)/g)].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(5)
  for (const name of names) expect(script).toContain(`deleteDocument "${name ?? ''}"`)
})

if (!isWineThere)
  console.warn('The installer is compiled only: without Wine (Debian: wine, wine64) it is not started.')

describe.skipIf(!isWineThere)('in Wine', { timeout: PATIENCE }, () => {
  let wine: Wine
  let installer: string
  const uninstall = async (...args: readonly string[]) => {
    // Without `_?=` it copies itself and ends at once, before it has done anything.
    const program = `"C:\\${FOR_ALL}\\Uninstall MS EWS Konnektor.exe"`
    await wine.line([program, '/S', ...args, `_?=C:\\${FOR_ALL}`].join(' '))
  }
  const choices = async (root: 'HKLM' | 'HKCU') => [
    await wine.registry(`${root}\\${RUN}`, APP_ID),
    await wine.registry(`${root}\\${LINK}`, ''),
  ]
  const dataFolder = () => wine.file(`users\\${os.userInfo().username}\\AppData\\Roaming\\MS EWS Konnektor`)
  const inData = (name: string) => existsSync(path.join(dataFolder(), name))

  beforeAll(async () => {
    const work = path.join(folder, 'run')
    await mkdir(work)
    wine = new Wine(path.join(folder, 'wine'))
    await mkdir(path.join(folder, 'wine'))
    await wine.begin()
    installer = await compileInstaller({
      folder: work,
      application: path.join(folder, 'application'),
      version: '1.0.0',
      writeUninstaller: async (program) => {
        await wine.run(program)
      },
    })
  }, PATIENCE)
  afterAll(async () => {
    await wine.end()
  }, PATIENCE)

  beforeEach(async () => {
    await mkdir(path.join(dataFolder(), 'prime'), { recursive: true })
    for (const name of [
      'settings.json',
      'secrets.json',
      'secrets.v1.json',
      'results.json',
      'prime/prime.db',
    ]) {
      await writeFile(path.join(dataFolder(), name), 'data')
    }
  })
  afterEach(async () => {
    if (existsSync(wine.file(`${FOR_ALL}\\MS EWS Konnektor.exe`))) await uninstall()
  }, PATIENCE)

  it('it installs for all users, and registers nothing that nobody chose', async () => {
    await wine.run(installer, '/S', '/allusers')
    expect(existsSync(wine.file(`${FOR_ALL}\\MS EWS Konnektor.exe`))).toBe(true)
    expect(await choices('HKLM')).toEqual([null, null])
    expect(await choices('HKCU')).toEqual([null, null])
  })

  it('it registers what was chosen, an upgrade keeps that and the data, and a later choice changes it', async () => {
    const program = `"C:\\${FOR_ALL}\\MS EWS Konnektor.exe"`
    await wine.run(installer, '/S', '/allusers', '/AUTOSTART=1', '/LINKS=1')
    const chosen = [`${program} --hidden`, `${program} "%1"`]
    expect(await choices('HKLM')).toEqual(chosen)
    await wine.run(installer, '/S', '/allusers', '--updated')
    expect(await choices('HKLM')).toEqual(chosen)
    await wine.run(installer, '/S', '/allusers', '/AUTOSTART=0')
    expect(await choices('HKLM')).toEqual([null, chosen[1]])
    expect(inData('secrets.json')).toBe(true)
  })

  it('removing it takes the registrations away and keeps the data', async () => {
    await wine.run(installer, '/S', '/allusers', '/AUTOSTART=1', '/LINKS=1')
    await uninstall()
    expect(await choices('HKLM')).toEqual([null, null])
    expect(existsSync(wine.file(`${FOR_ALL}\\MS EWS Konnektor.exe`))).toBe(false)
    expect(inData('settings.json') && inData('secrets.json') && inData('prime/prime.db')).toBe(true)
  })

  it('removing it deletes of the data what it was told to, and all of it only when told so', async () => {
    await wine.run(installer, '/S', '/allusers')
    await uninstall('/KEEPPASSWORDS=0')
    expect(inData('secrets.json') || inData('secrets.v1.json')).toBe(false)
    expect(inData('settings.json') && inData('results.json') && inData('prime/prime.db')).toBe(true)
    await wine.run(installer, '/S', '/allusers')
    await uninstall('/KEEPDATA=0')
    expect(inData('prime')).toBe(false)
    expect(inData('settings.json')).toBe(true)
    await wine.run(installer, '/S', '/allusers')
    await uninstall('/KEEPSETTINGS=0', '/KEEPPASSWORDS=0', '/KEEPDATA=0', '/KEEPRECORDS=0')
    expect(existsSync(dataFolder())).toBe(false)
  })

  it('it installs for one user, where that is named, and into the folder that is named', async () => {
    const seen = `Z:${installer.replaceAll('/', '\\')}`
    await wine.line(`${seen} /S /currentuser /AUTOSTART=1 /D=C:\\Tools\\MS EWS Konnektor`)
    const place = 'Tools\\MS EWS Konnektor'
    expect(existsSync(wine.file(`${place}\\MS EWS Konnektor.exe`))).toBe(true)
    expect(await choices('HKCU')).toEqual([`"C:\\${place}\\MS EWS Konnektor.exe" --hidden`, null])
    expect(await choices('HKLM')).toEqual([null, null])
    await wine.line(`"C:\\${place}\\Uninstall MS EWS Konnektor.exe" /S /currentuser _?=C:\\${place}`)
    expect(await choices('HKCU')).toEqual([null, null])
  })

  it('what one user had chosen holds for all when it is installed for all', async () => {
    await wine.run(installer, '/S', '/currentuser', '/LINKS=1')
    await wine.run(installer, '/S', '/allusers')
    expect(await choices('HKCU')).toEqual([null, null])
    expect((await choices('HKLM'))[1]).toContain('Program Files')
  })
})
