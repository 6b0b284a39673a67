import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runtimeIsComplete } from '../../../resources/setup/electron-runtime.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'electron-'))
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'package.json'), '{"version":"45.4.1"}')
  await writeFile(join(folder, 'path.txt'), 'electron')
  await writeFile(join(folder, 'dist', 'version'), '45.4.1')
  await writeFile(join(folder, 'dist', 'electron'), '')
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('The Electron runtime', () => {
  it('is complete with version, path and program', async () => {
    expect(await runtimeIsComplete(folder)).toBe(true)
  })

  it('is complete when its version is written with a leading v, as older releases have it', async () => {
    await writeFile(join(folder, 'dist', 'version'), 'v45.4.1\n')
    expect(await runtimeIsComplete(folder)).toBe(true)
  })

  it.each(['path.txt', 'dist/version', 'dist/electron', 'package.json'])(
    'is installed again when %s is missing',
    async (name) => {
      await rm(join(folder, name))
      expect(await runtimeIsComplete(folder)).toBe(false)
    },
  )

  it('is installed again when package.json names another version', async () => {
    await writeFile(join(folder, 'package.json'), '{"version":"46.0.0"}')
    expect(await runtimeIsComplete(folder)).toBe(false)
  })
})
