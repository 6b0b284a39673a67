/** Moving the data folder on a real disk: whole, or not at all, whatever happens in between. */
import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseSync } from '@photostructure/sqlite'
import { checkTarget } from '#electron/data-folder/check-target.ts'
import { moveDataFolder, type MoveOrder } from '#electron/data-folder/move-data-folder.ts'
import { nodeMoveFiles, type MoveFiles } from '#electron/data-folder/move-files.ts'
import { ownFiles } from '#electron/data-folder/own-files.ts'
import { findDataFolder, MARK_FILE, POINTER_FILE, type DataPlace } from '#electron/data-folder/place.ts'
import { checkDatabase } from '#electron/prime/check-database.ts'
import { DataFolderService } from '#electron/services/data-folder-service.ts'
import type { AppError } from '#shared/errors.ts'
import { valueOf } from '#test/unit/services/services-under-test.ts'

let root = ''
let standard = ''
let target = ''
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'move-'))
  standard = path.join(root, 'standard')
  target = path.join(root, 'target')
  mkdirSync(target)
  fill(standard)
})
afterEach(() => {
  chmodSync(target, 0o700)
  rmSync(root, { recursive: true })
})

/** Data as the application leaves it, among Chromium's files. */
function fill(folder: string): void {
  for (const inside of ['prime/contents/ab', 'test-history', 'logs', 'GPUCache']) {
    mkdirSync(path.join(folder, inside), { recursive: true })
  }
  const files = {
    'settings.json': '{"version":1}',
    'secrets.json': '{"version":2,"data":"encrypted"}',
    'connections.damaged-2026.json': 'broken',
    'prime/contents/ab/one.eml': 'x'.repeat(300_000),
    'test-history/a.json': '{}',
    'logs/main.log': '{}\n',
    'Local State': 'key',
    'GPUCache/data_0': 'cache',
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  const database = new DatabaseSync(path.join(folder, 'prime/prime.db'))
  database.exec('create table item (id integer primary key, text text)')
  database.exec("insert into item (text) values ('kept')")
  database.close()
}

const place = (): DataPlace => valueOf(findDataFolder(standard, {}))

const order = (changes: Partial<MoveOrder> = {}): MoveOrder => ({
  place: place(),
  target,
  id: randomUUID(),
  signal: new AbortController().signal,
  onProgress: () => undefined,
  checkDatabase: (file) => Promise.resolve(checkDatabase(file)),
  ...changes,
})

const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    ownFiles(folder).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(path.join(folder, file)))
        .digest('hex'),
    ]),
  )

/** The old folder is used and complete, and nothing of the move is in the way of the next one. */
async function expectOldInUse(before: Record<string, string>): Promise<void> {
  expect(place().folder).toBe(standard)
  expect(contents(standard)).toEqual(before)
  expect((await checkTarget(place(), target)).ok).toBe(true)
}

describe('moving the data folder', () => {
  it('takes our files along and leaves those of Chromium', async () => {
    const before = contents(standard)
    valueOf(await moveDataFolder(order()))
    expect(place()).toMatchObject({ folder: target, pointer: { previous: standard } })
    expect(contents(target)).toEqual(before)
    expect(existsSync(path.join(target, 'Local State'))).toBe(false)
    expect(contents(standard)).toEqual(before)
  })

  it('goes on to a third folder, and back to the standard one', async () => {
    const before = contents(standard)
    valueOf(await moveDataFolder(order()))
    const third = path.join(root, 'third')
    mkdirSync(third)
    valueOf(await moveDataFolder(order({ target: third })))
    expect(place()).toMatchObject({ folder: third, pointer: { previous: target } })
    expect(await checkTarget(place(), standard)).toMatchObject({ error: { code: 'data-folder.not-empty' } })
    for (const file of ownFiles(standard)) rmSync(path.join(standard, file))
    for (const folder of ['prime', 'test-history', 'logs'])
      rmSync(path.join(standard, folder), { recursive: true })
    expect((await checkTarget(place(), standard)).ok).toBe(true)
    valueOf(await moveDataFolder(order({ target: standard })))
    expect(place()).toMatchObject({ folder: standard, pointer: { previous: third } })
    expect(contents(standard)).toEqual(before)
    expect(readFileSync(path.join(standard, 'Local State'), 'utf8')).toBe('key')
  })

  it('leaves the old folder in use when the disk is full in the middle of any file', async () => {
    const before = contents(standard)
    for (const full of ownFiles(standard)) {
      const files: MoveFiles = {
        ...nodeMoveFiles,
        copy: async (source, to, signal) => {
          if (!source.endsWith(full)) return await nodeMoveFiles.copy(source, to, signal)
          mkdirSync(path.dirname(to), { recursive: true })
          writeFileSync(to, readFileSync(source).subarray(0, 1))
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
        },
      }
      expect(await moveDataFolder(order({ files }))).toMatchObject({
        error: {
          code: 'data-folder.copy-failed',
          params: { file: full, reason: 'ENOSPC: no space left on device, write' },
        },
      })
      await expectOldInUse(before)
      expect(ownFiles(target)).toEqual([])
    }
  })

  it('refuses a copy that is not what was read, one that changed meanwhile, and a damaged database', async () => {
    const before = contents(standard)
    const flipped: MoveFiles = {
      ...nodeMoveFiles,
      copy: async (source, to, signal) => {
        const facts = await nodeMoveFiles.copy(source, to, signal)
        if (source.endsWith('.eml')) writeFileSync(to, 'y'.repeat(300_000))
        return facts
      },
    }
    expect(await moveDataFolder(order({ files: flipped }))).toMatchObject({
      error: { code: 'data-folder.copy-differs', params: { reason: 'SHA-256' } },
    })
    const addsMeanwhile = order({
      checkDatabase: () => {
        writeFileSync(path.join(standard, 'late.json'), '{}')
        return Promise.resolve(null)
      },
    })
    expect(await moveDataFolder(addsMeanwhile)).toMatchObject({
      error: { code: 'data-folder.copy-differs', params: { file: 'late.json' } },
    })
    rmSync(path.join(standard, 'late.json'))
    await expectOldInUse(before)
    const file = path.join(standard, 'prime/prime.db')
    writeFileSync(file, Buffer.concat([readFileSync(file).subarray(0, 4_096), Buffer.alloc(4_096, 7)]))
    expect(await moveDataFolder(order())).toMatchObject({
      error: { code: 'data-folder.copy-differs', params: { file: path.join('prime', 'prime.db') } },
    })
    expect(place().folder).toBe(standard)
  })

  it('is cancelled at any file, and leaves nothing behind', async () => {
    const before = contents(standard)
    for (let count = 0; count < Object.keys(before).length * 2; count += 3) {
      const abort = new AbortController()
      let seen = 0
      const onProgress = (): void => {
        if (seen++ === count) abort.abort()
      }
      expect(await moveDataFolder(order({ signal: abort.signal, onProgress }))).toMatchObject({
        error: { code: 'data-folder.cancelled' },
      })
      await expectOldInUse(before)
      expect(ownFiles(target)).toEqual([])
    }
  })

  it('is killed at any moment and leaves one whole folder in use, into which or out of which the next move goes', async () => {
    const before = contents(standard)
    const files = Object.keys(before).length
    let moves = 0
    // After each file that was copied and each that was compared, then before and after the switch.
    for (let step = 0; step <= files * 2 + 2; step += 2) {
      const end = await killedAt(step)
      const used = place()
      expect(contents(used.folder)).toEqual(before)
      if (used.folder === target) {
        expect(end).toBe(0)
        moves += 1
        continue
      }
      expect(end).toBe('SIGKILL')
      await expectOldInUse(before)
    }
    expect(moves).toBe(1)
  }, 60_000)

  it('is told where the folder that the pointer names is gone, another one, or unreadable', async () => {
    valueOf(await moveDataFolder(order()))
    const away = path.join(root, 'away')
    const { renameSync } = await import('node:fs')
    renameSync(target, away)
    expect(findDataFolder(standard, {})).toMatchObject({ error: { code: 'data-folder.not-there' } })
    mkdirSync(target)
    expect(findDataFolder(standard, {})).toMatchObject({ error: { code: 'data-folder.not-there' } })
    rmSync(target, { recursive: true })
    renameSync(away, target)
    expect(place().folder).toBe(target)
    expect(valueOf(findDataFolder(standard, { EWS_KONNEKTOR_DATA: root }))).toMatchObject({
      folder: root,
      lockedBy: 'EWS_KONNEKTOR_DATA',
    })
    writeFileSync(path.join(standard, POINTER_FILE), '{')
    expect(findDataFolder(standard, {})).toMatchObject({ error: { code: 'data-folder.pointer-unreadable' } })
  })
})

/** Moves in a process of its own, which kills itself without warning at that step. */
async function killedAt(step: number): Promise<number | NodeJS.Signals | null> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, 'killed-move.ts'), standard, target, String(step)],
    { stdio: 'inherit' },
  )
  return await new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal ?? code)
    })
  })
}

describe('a folder that is chosen', () => {
  const codeOf = async (folder: string, where = place()): Promise<string | undefined> => {
    const checked = await checkTarget(where, folder)
    return checked.ok ? undefined : checked.error.code
  }

  it('must be there, empty, another one, and neither inside nor around the data', async () => {
    expect(await codeOf(path.join(root, 'missing'))).toBe('data-folder.missing')
    expect(await codeOf(standard)).toBe('data-folder.same')
    expect(await codeOf(path.join(standard, 'prime'))).toBe('data-folder.nested')
    expect(await codeOf(root)).toBe('data-folder.nested')
    writeFileSync(path.join(target, 'desktop.ini'), '')
    expect(await codeOf(target)).toBeUndefined()
    writeFileSync(path.join(target, 'letter.docx'), '')
    expect(await codeOf(target)).toBe('data-folder.not-empty')
    expect(await codeOf(target, { ...place(), lockedBy: 'EWS_KONNEKTOR_DATA' })).toBe('data-folder.locked')
  })

  it('must be writable', async () => {
    // Root writes everywhere but into the kernel.
    const folder = process.getuid?.() === 0 ? '/proc/self/fdinfo' : target
    if (folder === target) chmodSync(target, 0o500)
    expect(['data-folder.not-writable', 'data-folder.not-empty']).toContain(await codeOf(folder))
  })
})

describe('the service around it', () => {
  const service = (changes: { files?: MoveFiles } = {}) => {
    const told: string[] = []
    const incidents: AppError[] = []
    let restarted: ((folder: string) => void) | null = null
    const restart = new Promise<string>((resolve) => {
      restarted = resolve
    })
    const folder = new DataFolderService({
      place: place(),
      askFolder: () => Promise.resolve(target),
      stop: () => Promise.resolve(void told.push('stop')),
      restart: (now) => restarted?.(now),
      checkDatabase: (file) => Promise.resolve(checkDatabase(file)),
      log: () => undefined,
      emit: () => undefined,
      addIncident: (error) => incidents.push(error),
      ...changes,
    })
    return { folder, told, incidents, restart }
  }

  it('stops, moves, restarts with the new folder, and then offers to remove the old copy', async () => {
    const { folder, told, restart, incidents } = service()
    expect(valueOf(await folder.choose())).toMatchObject({ folder: target, warning: null })
    valueOf(await folder.start(target))
    expect(folder.isMoving).toBe(true)
    expect(await folder.start(target)).toMatchObject({ error: { code: 'data-folder.moving' } })
    expect(await restart).toBe(target)
    expect([told, incidents]).toEqual([['stop'], []])
    const after = service().folder
    expect(after.state()).toMatchObject({ folder: target, previous: standard })
    valueOf(after.settlePrevious('remove'))
    expect(ownFiles(standard)).toEqual([])
    expect(existsSync(path.join(standard, 'Local State'))).toBe(true)
    expect(service().folder.state()).toMatchObject({ folder: target, previous: null })
    expect(existsSync(path.join(target, MARK_FILE))).toBe(true)
  })

  it('refuses a folder that no person chose, and stops nothing', async () => {
    const { folder, told } = service()
    expect(await folder.start(target)).toMatchObject({ error: { code: 'ipc.refused' } })
    valueOf(await folder.choose())
    for (const other of [path.join(target, '..'), '\\\\evil.example\\share', `${target}${path.sep}`])
      expect(await folder.start(other)).toMatchObject({ error: { code: 'ipc.refused' } })
    expect([folder.isMoving, told]).toEqual([false, []])
  })

  it('restarts with the old folder and what went wrong', async () => {
    const files: MoveFiles = { ...nodeMoveFiles, facts: () => Promise.reject(new Error('EIO')) }
    const { folder, restart, incidents } = service({ files })
    valueOf(await folder.choose())
    valueOf(await folder.start(target))
    expect(await restart).toBe(standard)
    expect(incidents).toMatchObject([{ code: 'data-folder.copy-differs', params: { reason: 'EIO' } }])
  })
})
