/** The files of the packaged application: nothing that is not needed to run, and nothing of where it was made. */
import { readdirSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { expect, test } from '@playwright/test'
import { projectFolder } from '../application.ts'
import { ARCHIVE, strangersAmong } from './package-files.ts'
import { PACKAGE_FOLDER } from './packaged.ts'

const archive = path.join(PACKAGE_FOLDER, ARCHIVE)
const archived = () => listPackage(archive, { isPack: false })

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(PACKAGE_FOLDER, path.join(entry.parentPath, entry.name)))
}

test('the package holds only what the list names with a reason', () => {
  expect(strangersAmong(files(PACKAGE_FOLDER), archived())).toEqual([])
})

test('no source map, no TypeScript and no test code is in the package', () => {
  const all = [...files(PACKAGE_FOLDER), ...archived()]
  expect(
    all.filter((name) => /\.(?:map|tsx?|mts|cts)$|\.(?:test|spec)\.|(?:^|\/)tests?\//.test(name)),
  ).toEqual([])
})

test('the program files say nothing of where they were made, name no source map, and hold no key', () => {
  const secrets = [
    projectFolder,
    os.homedir() === '/' ? projectFolder : `${os.homedir()}/`,
    '-----BEGIN PRIVATE KEY-----\n',
    '-----BEGIN RSA PRIVATE KEY-----\n',
  ]
  const scripts = archived().filter(
    (name) => name.startsWith('/out/') && /\.(?:js|cjs|mjs|css|html)$/.test(name),
  )
  expect(scripts.length).toBeGreaterThan(10)
  const findings = scripts.flatMap((name) => {
    const text = extractFile(archive, name.slice(1)).toString('utf8')
    const found = secrets.filter((secret) => text.includes(secret))
    if (/sourceMappingURL=(?!data:application\/json,?['"`])\S+\.map/.test(text)) found.push('a source map')
    return found.map((what) => `${name}: ${what}`)
  })
  expect(findings).toEqual([])
})

test('its size is what the application needs', () => {
  const sizeOf = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + statSync(path.join(PACKAGE_FOLDER, name)).size, 0) / 1024 ** 2
  const all = files(PACKAGE_FOLDER)
  const ofArchive = sizeOf([ARCHIVE])
  const ofLocales = sizeOf(all.filter((name) => name.startsWith('locales/')))
  console.info(
    `Package: ${sizeOf(all).toFixed(0)} MB, of these app.asar ${ofArchive.toFixed(1)} MB, locales ${ofLocales.toFixed(1)} MB`,
  )
  expect(ofArchive).toBeLessThan(25)
  expect(ofLocales).toBeLessThan(3)
})
