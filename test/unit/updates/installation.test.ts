import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installationOf, type Surroundings } from '#electron/updates/installation.ts'
import { replaceFile, sha512Sync } from '#electron/updates/replace-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'installation-'))
  mkdirSync(path.join(folder, 'resources'))
  writeFileSync(path.join(folder, 'program'), '')
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const surroundings = (change: Partial<Surroundings>): Surroundings => ({
  isPackaged: true,
  platform: 'linux',
  program: path.join(folder, 'program'),
  resourcesFolder: path.join(folder, 'resources'),
  environment: {},
  ...change,
})

describe('whether the application replaces itself', () => {
  it('does not while it is developed', () => {
    expect(installationOf(surroundings({ isPackaged: false }))).toEqual(fixed('development'))
  })

  it('does as installed by the set-up program of Windows, which leaves its uninstaller, and not as MSI', () => {
    expect(installationOf(surroundings({ platform: 'win32' }))).toEqual(fixed('managed'))
    writeFileSync(path.join(folder, 'Uninstall MS EWS Konnektor.exe'), '')
    expect(installationOf(surroundings({ platform: 'win32' }))).toEqual({ kind: 'nsis' })
  })

  it('does not where the package manager of the system has installed it', () => {
    writeFileSync(path.join(folder, 'resources', 'package-type'), 'deb')
    const environment = { APPIMAGE: path.join(folder, 'program'), APPDIR: folder }
    expect(installationOf(surroundings({ environment }))).toEqual(fixed('distribution'))
  })

  it('does as an AppImage, and not when the variables are those of another AppImage that started it', () => {
    const file = path.join(folder, 'some.AppImage')
    writeFileSync(file, '')
    const environment = { APPIMAGE: file, APPDIR: folder }
    expect(installationOf(surroundings({ environment }))).toEqual({ kind: 'appimage', file })
    mkdirSync(path.join(folder, 'terminal'))
    const foreign = { APPIMAGE: file, APPDIR: path.join(folder, 'terminal') }
    expect(installationOf(surroundings({ environment: foreign }))).toEqual(fixed('managed'))
  })

  it('does not where the file cannot be replaced', () => {
    const environment = { APPIMAGE: path.join(folder, 'gone.AppImage'), APPDIR: folder }
    expect(installationOf(surroundings({ environment }))).toEqual(fixed('not-writable'))
  })
})

function fixed(obstacle: string) {
  return { kind: 'fixed', obstacle }
}

describe('the file of the program', () => {
  it('is replaced under its own name, executable, with nothing left beside it', () => {
    const target = path.join(folder, 'program')
    const source = path.join(folder, 'new')
    writeFileSync(source, 'new')
    replaceFile(source, target)
    expect(readFileSync(target, 'utf8')).toBe('new')
    expect(statSync(target).mode & 0o777).toBe(0o755)
    expect(readdirSync(folder).sort()).toEqual(['new', 'program', 'resources'])
    expect(sha512Sync(target)).toBe(sha512Sync(source))
  })

  it('stays as it is when the new one cannot be read', () => {
    const target = path.join(folder, 'program')
    writeFileSync(target, 'old')
    expect(() => {
      replaceFile(path.join(folder, 'missing'), target)
    }).toThrow()
    expect(readFileSync(target, 'utf8')).toBe('old')
    expect(readdirSync(folder).sort()).toEqual(['program', 'resources'])
  })
})
