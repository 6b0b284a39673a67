/**
 * What packing for Windows makes, with a stub program in place of Electron's: its resources, fuses and files. Whether
 * Windows starts it is on the check list for Windows.
 */
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { getRawHeader, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { Data, NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { node, runQuiet } from '#resources/setup/child.ts'
import { tools } from '#resources/setup/paths.ts'
import { projectFolder } from '../application.ts'
import { ARCHIVE, strangersAmong } from './package-files.ts'
import { writeStubElectron } from './stub-electron.ts'

const PROGRAM = 'MS EWS Konnektor.exe'
const FUSE_ON = 0x31 // '1'
const FOLDERS = { x64: 'win-unpacked', arm64: 'win-arm64-unpacked' } as const

let folder: string
test.beforeAll(async () => {
  test.setTimeout(180_000)
  folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-windows-'))
  const electron = path.join(folder, 'electron')
  await writeStubElectron(electron)
  const { code, output } = await runQuiet(
    ...node(tools.electronBuilder, [
      ...['--win', 'dir', '--x64', '--arm64', '--publish', 'never'],
      ...['--config', 'electron-builder.config.ts', `-c.electronDist=${electron}`],
      `-c.directories.output=${path.join(folder, 'dist')}`,
    ]),
  )
  expect(code, output).toBe(0)
})
test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

for (const [architecture, name] of Object.entries(FOLDERS)) {
  test.describe(`the package for Windows on ${architecture}`, () => {
    const packed = (...parts: readonly string[]) => path.join(folder, 'dist', name, ...parts)
    const resources = async () =>
      NtExecutableResource.from(NtExecutable.from(await readFile(packed(PROGRAM))))

    test('the program says whose it is, and has the icon', async () => {
      const { entries } = await resources()
      const [version] = Resource.VersionInfo.fromEntries(entries)
      const [language] = version?.getAllLanguagesForStringValues() ?? []
      const { version: current } = JSON.parse(
        await readFile(path.join(projectFolder, 'package.json'), 'utf8'),
      ) as { version: string }
      expect(language && version?.getStringValues(language)).toMatchObject({
        CompanyName: 'Winoffice',
        FileDescription: 'MS EWS Konnektor',
        ProductName: 'MS EWS Konnektor',
        InternalName: 'MS EWS Konnektor',
        LegalCopyright: 'Copyright © Winoffice',
        FileVersion: current,
      })
      const [major = 0, minor = 0, patch = 0] = current.split('.').map(Number)
      expect(version?.fixedInfo).toMatchObject({
        productVersionMS: major * 0x10000 + minor,
        productVersionLS: patch * 0x10000,
      })
      const [icon] = Resource.IconGroupEntry.fromEntries(entries)
      const ours = Data.IconFile.from(await readFile(path.join(projectFolder, 'resources/icons/icon.ico')))
      expect(icon?.icons.map(({ width }) => width)).toEqual(ours.icons.map((each) => each.width ?? 0))
    })

    test('the program runs nothing but its archive, and knows that by its digest', async () => {
      const wire = await getCurrentFuseWire(packed(PROGRAM))
      const isOn = (fuse: FuseV1Options) => Number(wire[fuse]) === FUSE_ON
      expect(isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true)
      expect(isOn(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true)
      expect(isOn(FuseV1Options.EnableCookieEncryption)).toBe(true)
      expect(isOn(FuseV1Options.RunAsNode)).toBe(false)
      expect(isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false)
      expect(isOn(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false)
      expect(isOn(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false)
      const entry = (await resources()).entries.find(({ type }) => type === 'INTEGRITY')
      const { headerString } = getRawHeader(packed(ARCHIVE))
      expect(JSON.parse(Buffer.from(entry?.bin ?? new ArrayBuffer(0)).toString())).toEqual([
        {
          file: 'resources\\app.asar',
          alg: 'SHA256',
          value: createHash('sha256').update(headerString).digest('hex'),
        },
      ])
    })

    test('it holds the files of the list, and of the native module those of this computer alone', async () => {
      const files = await readdir(packed(), { recursive: true, withFileTypes: true })
      const onDisk = files
        .filter((each) => each.isFile())
        .map((each) => path.relative(packed(), path.join(each.parentPath, each.name)))
      expect(strangersAmong(onDisk, listPackage(packed(ARCHIVE), { isPack: false }))).toEqual([])
      expect(onDisk.filter((file) => file.endsWith('.pak')).sort()).toEqual([
        'locales/de.pak',
        'locales/en-US.pak',
      ])
      expect(onDisk).toEqual(
        expect.arrayContaining([
          ...['ews-konnektor.cmd', 'resources/app.asar', 'resources/THIRD-PARTY-NOTICES.txt'],
          'resources/policies/MS-EWS-Konnektor.admx',
          ...['de-DE', 'en-US'].map((language) => `resources/policies/${language}/MS-EWS-Konnektor.adml`),
        ]),
      )
      const native = onDisk.filter((file) => file.endsWith('.node'))
      expect(native.length).toBeGreaterThan(0)
      for (const file of native) expect(file).toContain(`/win32-${architecture}/`)
      expect(onDisk.some((file) => file.includes('default_app'))).toBe(false)
    })
  })
}
