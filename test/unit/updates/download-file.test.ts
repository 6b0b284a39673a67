import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { downloadFile } from '#electron/updates/download-file.ts'
import { updateError } from '#electron/updates/update-failure.ts'
import { filesTransport, type FilesTransport } from './files-transport.ts'

const content = randomBytes(50_000)
let folder: string
let transport: FilesTransport

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'download-'))
  transport = filesTransport()
  transport.files.set('setup.exe', content)
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const destination = (): string => path.join(folder, 'setup.exe')

async function download(freeBytes = 1_000_000_000): Promise<string> {
  const wanted = {
    url: 'https://updates.company.example/setup.exe',
    name: 'setup.exe',
    sha512: createHash('sha512').update(content).digest('base64'),
    bytes: content.length,
  }
  return await downloadFile(wanted, destination(), {
    transport,
    partFolder: path.join(folder, 'parts'),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    freeBytes: () => Promise.resolve(freeBytes),
  }).then(
    () => 'fetched',
    (cause: unknown) => updateError(cause).code,
  )
}

const ranges = (): unknown[] => transport.asked.map(({ headers }) => headers.Range)

describe('the download of an update', () => {
  it('gives the file with the right hash, and leaves nothing else behind', async () => {
    expect(await download()).toBe('fetched')
    expect(readFileSync(destination()).equals(content)).toBe(true)
    expect(readdirSync(path.join(folder, 'parts'))).toEqual([])
  })

  it('goes on where it broke off', async () => {
    transport.cutAfter = 20_000
    expect(await download()).toBe('network.connection-lost')
    expect(existsSync(destination())).toBe(false)
    expect(await download()).toBe('fetched')
    expect(ranges()).toEqual([undefined, 'bytes=20000-'])
    expect(readFileSync(destination()).equals(content)).toBe(true)
  })

  it('begins anew where the server knows no ranges', async () => {
    transport.cutAfter = 20_000
    transport.knowsRanges = false
    await download()
    expect(await download()).toBe('fetched')
    expect(readFileSync(destination()).equals(content)).toBe(true)
  })

  it('begins anew when what it went on with was of another file', async () => {
    transport.files.set('setup.exe', randomBytes(50_000))
    transport.cutAfter = 20_000
    await download()
    transport.files.set('setup.exe', content)
    expect(await download()).toBe('fetched')
    expect(ranges()).toEqual([undefined, 'bytes=20000-', undefined])
  })

  it('refuses another content and keeps nothing of it', async () => {
    transport.files.set('setup.exe', randomBytes(50_000))
    expect(await download()).toBe('updates.wrong-hash')
    expect(existsSync(destination())).toBe(false)
    expect(readdirSync(path.join(folder, 'parts'))).toEqual([])
  })

  it('reads no more than was signed', async () => {
    transport.files.set('setup.exe', Buffer.concat([content, randomBytes(50_000)]))
    expect(await download()).toBe('updates.wrong-hash')
    expect(transport.given).toBeLessThanOrEqual(content.length + 1000)
  })

  it('asks nobody when the disk has no room for it', async () => {
    expect(await download(60_000)).toBe('updates.disk-full')
    expect(transport.asked).toEqual([])
  })

  it('forgets what was begun of an earlier version', async () => {
    transport.cutAfter = 20_000
    await download()
    const [part] = readdirSync(path.join(folder, 'parts'))
    rmSync(path.join(folder, 'parts', part!))
    const { writeFileSync } = await import('node:fs')
    writeFileSync(path.join(folder, 'parts', 'earlier.part'), 'x')
    await download()
    expect(readdirSync(path.join(folder, 'parts'))).toEqual([])
  })

  it('is told when the server has no such file', async () => {
    transport.files.clear()
    expect(await download()).toBe('updates.status')
  })
})
