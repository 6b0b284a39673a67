/**
 * `export`: one object or everything of an account in open formats: e-mails as `.eml`, byte for byte, appointments and
 * tasks as `.ics`. Everything of an account comes into a folder for each of its folders.
 *
 * Into a folder nothing is overwritten: a name that exists gets a number. A file that is named is replaced, as every
 * shell does it.
 */
import { mkdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { PrimeRecord, Revision } from '#shared/domain/prime-items.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { icsOf } from '../../prime/export/ics.ts'
import type { StoredItem } from '../../prime/prime-store.ts'
import { fileName, folderName } from '../../services/file-name.ts'
import type { EngineApi } from '../../sync/engine-api.ts'
import type { ExportCall } from '../calls.ts'
import { failed, type Answer } from '../output.ts'
import { openSession } from '../session.ts'
import { requirePrimeAccount, requireStore } from '../prime-account.ts'
import { TargetFiles } from '../target-files.ts'
import type { CommandContext } from './command.ts'

/** Objects of one query; those of a large account are never in memory as a whole. */
const PAGE_SIZE = 200

type ExportedFile = { readonly id: PrimeItemId; readonly path: string }
type Exported = { readonly files: readonly ExportedFile[]; readonly error: AppError | null }

export async function exportObjects(call: ExportCall, context: CommandContext): Promise<Answer> {
  const { what, to } = call
  const store = requireStore(call.data)
  if (!store.ok) return failed(store.error)
  const { engine, close } = sessionOf(call, context)
  try {
    const { files, error } =
      what.kind === 'one' ? await exportOne(engine, what.id, to) : await exportAll(engine, what, to, context)
    return {
      error,
      errorText: error?.category === 'cancelled' ? 'exportCancelled' : undefined,
      json: { exported: files.length, files },
      lines: [context.t('cli.exported', { count: files.length, to: path.resolve(to) })],
    }
  } finally {
    await close()
  }
}

function sessionOf(call: ExportCall, { onIncident }: CommandContext) {
  const services = openSession({ dataFolder: call.data, onIncident })
  return { engine: services.engine, close: () => services.close() }
}

async function exportOne(engine: EngineApi, id: PrimeItemId, to: string): Promise<Exported> {
  const found = await engine.findPrimeItem({ id })
  if (!found.ok) return { files: [], error: found.error }
  const folder = await folderOf(to)
  if (!folder.ok) return { files: [], error: folder.error }
  const target =
    folder.value === null
      ? path.resolve(to)
      : new TargetFiles(folder.value).pathFor(nameOf(found.value.record))
  const written = await write(engine, found.value, target)
  return written.ok ? { files: [{ id, path: target }], error: null } : { files: [], error: written.error }
}

/** The folder to write into, made if need be; `null` when a file was named. */
async function folderOf(to: string): Promise<Result<string | null>> {
  const isFolder = await stat(to).then(
    (found) => found.isDirectory(),
    () => false,
  )
  return isFolder || /[\\/]$/.test(to) ? await madeFolder(to) : ok(null)
}

async function exportAll(
  engine: EngineApi,
  { primeAddress, kinds }: { readonly primeAddress: string; readonly kinds: readonly SyncKind[] },
  to: string,
  { signal, progress, t }: CommandContext,
): Promise<Exported> {
  const files: ExportedFile[] = []
  const account = await requirePrimeAccount(engine, primeAddress)
  if (!account.ok) return { files, error: account.error }
  const made = await madeFolder(to)
  if (!made.ok) return { files, error: made.error }
  const folders = new Folders(made.value)
  for (const kind of kinds) {
    for await (const page of pagesOf(engine, account.value, kind)) {
      if (!page.ok) return { files, error: page.error }
      for (const item of page.value) {
        if (signal.aborted) return { files, error: appError('sync.cancelled') }
        const folder = await folders.of(item.record)
        if (!folder.ok) return { files, error: folder.error }
        const target = folder.value.pathFor(nameOf(item.record))
        const written = await write(engine, item, target)
        if (!written.ok) return { files, error: written.error }
        files.push({ id: item.id, path: target })
        progress.show(t('cli.exporting', { done: files.length }))
      }
    }
  }
  return { files, error: null }
}

async function* pagesOf(engine: EngineApi, primeEmailAccountId: PrimeEmailAccountId, kind: SyncKind) {
  let after: Revision | null = null
  for (;;) {
    const page: Result<StoredItem[]> = await engine.listPrimeItems({
      ...{ primeEmailAccountId, kind, after },
      limit: PAGE_SIZE,
    })
    yield page
    const last = page.ok ? page.value.at(-1) : undefined
    if (!page.ok || last === undefined || page.value.length < PAGE_SIZE) return
    after = last.revision
  }
}

/** A folder of the file system for each folder of the account, made when something comes into it. */
class Folders {
  readonly #made = new Map<string, TargetFiles>()

  constructor(private readonly root: string) {}

  async of(record: PrimeRecord): Promise<Result<TargetFiles>> {
    const segments = segmentsOf(record).map((segment) => folderName(segment))
    // Names that differ only in case are one folder on Windows and macOS.
    const key = segments.join('/').normalize('NFC').toLowerCase()
    const known = this.#made.get(key)
    if (known) return ok(known)
    const made = await madeFolder(path.join(this.root, ...segments))
    if (!made.ok) return made
    const files = new TargetFiles(made.value)
    this.#made.set(key, files)
    return ok(files)
  }
}

function segmentsOf(record: PrimeRecord): string[] {
  if (record.kind === 'task') return ['tasks']
  if (record.kind !== 'email') return ['calendar']
  const [first = '', ...rest] = record.folder.split(':')
  return rest.length === 0 ? [first] : [first, ...rest.join(':').split('/')]
}

function nameOf(record: PrimeRecord): string {
  switch (record.kind) {
    case 'email':
      return fileName(record.subject, 'eml', 'E-Mail')
    case 'task':
      return fileName(record.subject, 'ics', 'Aufgabe')
    default:
      return fileName(record.subject, 'ics', 'Termin')
  }
}

async function write(engine: EngineApi, item: StoredItem, target: string): Promise<Result<null>> {
  const { id, modifiedAt, record } = item
  if (record.kind === 'email') return await engine.exportEmail({ id, path: target })
  try {
    await writeFile(target, icsOf([{ id, modifiedAt, record }]))
    return ok(null)
  } catch (error) {
    return failure(writeFailed(target, error))
  }
}

async function madeFolder(folder: string): Promise<Result<string>> {
  try {
    await mkdir(folder, { recursive: true })
    return ok(path.resolve(folder))
  } catch (error) {
    return failure(writeFailed(folder, error))
  }
}

function writeFailed(file: string, error: unknown): AppError {
  return appError('export.write-failed', {
    file,
    reason: error instanceof Error ? error.message : String(error),
  })
}
