import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isOlder } from '../../../resources/setup/build.ts'

const BEFORE = 1_000 // seconds since 1970
const BUILT = 2_000
const AFTER = 3_000

let folder: string
let stamp: string
let sources: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'build-'))
  stamp = join(folder, '.built')
  sources = join(folder, 'sources')
  await mkdir(join(sources, 'inner'), { recursive: true })
  await writeFile(join(sources, 'inner', 'file.ts'), '')
  await writeFile(stamp, '')
  await at(join(sources, 'inner', 'file.ts'), BEFORE)
  await at(join(sources, 'inner'), BEFORE)
  await at(sources, BEFORE)
  await at(stamp, BUILT)
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function at(place: string, seconds: number): Promise<void> {
  await utimes(place, seconds, seconds)
}

describe('The build', () => {
  it('is kept when nothing changed since', async () => {
    expect(await isOlder(stamp, [sources])).toBe(false)
  })

  it('is made when there is none', async () => {
    await rm(stamp)
    expect(await isOlder(stamp, [sources])).toBe(true)
  })

  it('is made again when a file somewhere below changed', async () => {
    await at(join(sources, 'inner', 'file.ts'), AFTER)
    expect(await isOlder(stamp, [sources])).toBe(true)
  })

  it('is made again when a file was removed', async () => {
    await rm(join(sources, 'inner', 'file.ts'))
    expect(await isOlder(stamp, [sources])).toBe(true)
  })

  it('is kept when only a folder changed that does not belong to the application', async () => {
    await at(join(sources, 'inner', 'file.ts'), AFTER)
    expect(await isOlder(stamp, [sources], new Set([join(sources, 'inner')]))).toBe(false)
  })

  it('does not need every source to exist', async () => {
    expect(await isOlder(stamp, [sources, join(folder, 'absent')])).toBe(false)
  })
})
