import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkPackage, substituteFits } from '../../../resources/setup/electron-substitute.ts'
import { cacheState, integrityOf } from '../../../resources/setup/integrity.ts'
import { SetupError } from '../../../resources/setup/say.ts'

// Of the five bytes "hello", as `openssl dgst -sha512 -binary | base64` gives it.
const HELLO =
  'sha512-m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw=='

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'integrity-'))
  file = join(folder, 'package.tgz')
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('The runtime in the cache', () => {
  it('is absent before the first fetch', async () => {
    expect(await cacheState(file, HELLO)).toBe('absent')
  })

  it('is used when it has the pinned integrity', async () => {
    await writeFile(file, 'hello')
    expect(await integrityOf(file)).toBe(HELLO)
    expect(await cacheState(file, HELLO)).toBe('good')
  })

  it('is damaged when a byte differs or the end is missing', async () => {
    await writeFile(file, 'hellO')
    expect(await cacheState(file, HELLO)).toBe('damaged')
    await writeFile(file, 'hell')
    expect(await cacheState(file, HELLO)).toBe('damaged')
  })
})

describe('A fetched runtime', () => {
  it('is refused with both values when it is not the pinned one', async () => {
    await writeFile(file, 'hello')
    const refused = checkPackage(file)
    await expect(refused).rejects.toBeInstanceOf(SetupError)
    await expect(refused).rejects.toThrow(HELLO)
  })

  it('is accepted when it is the pinned one', async () => {
    await writeFile(file, 'hello')
    await expect(checkPackage(file, HELLO)).resolves.toBeUndefined()
  })

  it('stands in for the official one on Linux x64 alone', () => {
    expect(substituteFits('linux', 'x64')).toBe(true)
    expect(substituteFits('linux', 'arm64')).toBe(false)
    expect(substituteFits('win32', 'x64')).toBe(false)
    expect(substituteFits('darwin', 'x64')).toBe(false)
  })
})
