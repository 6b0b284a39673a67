/** Settings documents on a real disk. */
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '#shared/domain/settings.ts'
import { electronStoreFile } from '#electron/config/electron-store-file.ts'
import { openDocuments } from '#electron/config/documents.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'))
})
afterEach(async () => {
  await chmod(folder, 0o700)
  await rm(folder, { recursive: true })
})

const open = () => openDocuments((name) => electronStoreFile(folder, name))

describe('a settings file', () => {
  it('is made by the first change, comes back, and is readable only by its user', async () => {
    const { settings } = open()
    expect(await readdir(folder)).toEqual([])
    const changed: Settings = { ...DEFAULT_SETTINGS, language: 'en', theme: 'dark' }
    settings.update(() => changed)
    expect(open().settings.get()).toEqual(changed)
    if (process.platform !== 'win32') {
      expect((await stat(join(folder, 'settings.json'))).mode & 0o777).toBe(0o600)
    }
  })

  it('that is damaged is kept byte for byte, told, and can be written anew', async () => {
    const damaged = '{"version":1,"data":{"language":"en","the'
    await writeFile(join(folder, 'settings.json'), damaged)
    const { settings } = open()
    expect(settings.notice?.code).toBe('document.unreadable')
    expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe(damaged)
    expect(settings.update((current) => ({ ...current, theme: 'light' })).ok).toBe(true)
    expect(open().settings.get().theme).toBe('light')
    const kept = String(settings.notice?.params.kept)
    expect(await readFile(kept, 'utf8')).toBe(damaged)
  })

  it('of a newer application is not touched', async () => {
    const newer = '{"version":99,"data":{"anything":true}}'
    await writeFile(join(folder, 'connections.json'), newer)
    const { connections } = open()
    expect(connections.update((current) => current)).toMatchObject({
      error: { code: 'document.newer-version' },
    })
    expect(await readFile(join(folder, 'connections.json'), 'utf8')).toBe(newer)
    expect(await readdir(folder)).toEqual(['connections.json'])
  })

  it('whose ids hold dots keeps them as they are', () => {
    const { secrets } = open()
    const held = { secrets: { 'a.b': ['x'], '': ['y'] }, erasing: [] }
    secrets.update(() => held)
    expect(open().secrets.get()).toEqual(held)
  })

  it('whose writing was killed is read, and the half of the new one is swept away', async () => {
    open().settings.update((settings) => ({ ...settings, theme: 'dark' }))
    await writeFile(join(folder, 'settings.json.tmp-1234567890abcdef'), '{"version":1,"da')
    expect(open().settings.get().theme).toBe('dark')
    expect(await readdir(folder)).toEqual(['settings.json'])
  })
})
