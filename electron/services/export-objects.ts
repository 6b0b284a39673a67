/**
 * Objects of Winoffice Prime in open formats: e-mails as `.eml`, byte for byte, appointments and tasks as `.ics`.
 * Everything of an account comes into a folder for each of its folders, where nothing is overwritten: a name that
 * exists gets a number. The command line and the window export by the same code.
 */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { PrimeRecord, Revision } from '#shared/domain/prime-items.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { StoredItem } from '../prime/prime-store.ts'
import type { EngineApi } from '../sync/engine-api.ts'
import { fileName, folderName } from './file-name.ts'
import { TargetFiles } from './target-files.ts'

/** Objects of one query; those of a large account are never in memory as a whole. */
const PAGE_SIZE = 200

export type ExportedFile = { readonly id: PrimeItemId; readonly path: string }

/** What was written stays, whatever ended the export. */
export type Exported = { readonly files: readonly ExportedFile[]; readonly error: AppError | null }

export type ExportEngine = Pick<EngineApi, 'listPrimeItems' | 'exportPrimeItem'>

export async function exportAccount(
  engine: ExportEngine,
  what: { readonly primeEmailAccountId: PrimeEmailAccountId; readonly kinds: readonly SyncKind[] },
  to: string,
  watch: { readonly signal: AbortSignal; readonly onFile: (done: number) => void },
): Promise<Exported> {
  const files: ExportedFile[] = []
  const made = await madeFolder(to)
  if (!made.ok) return { files, error: made.error }
  const folders = new Folders(made.value)
  for (const kind of what.kinds) {
    for await (const page of pagesOf(engine, what.primeEmailAccountId, kind)) {
      if (!page.ok) return { files, error: page.error }
      for (const item of page.value) {
        if (watch.signal.aborted) return { files, error: appError('sync.cancelled') }
        const folder = await folders.of(item.record)
        if (!folder.ok) return { files, error: folder.error }
        const target = folder.value.pathFor(nameOfObject(item.record))
        const written = await engine.exportPrimeItem({ id: item.id, path: target })
        if (!written.ok) return { files, error: written.error }
        files.push({ id: item.id, path: target })
        watch.onFile(files.length)
      }
    }
  }
  return { files, error: null }
}

async function* pagesOf(engine: ExportEngine, primeEmailAccountId: PrimeEmailAccountId, kind: SyncKind) {
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

export function nameOfObject(record: Pick<PrimeRecord, 'kind' | 'subject'>): string {
  switch (record.kind) {
    case 'email':
      return fileName(record.subject, 'eml', 'E-Mail')
    case 'task':
      return fileName(record.subject, 'ics', 'Aufgabe')
    default:
      return fileName(record.subject, 'ics', 'Termin')
  }
}

export async function madeFolder(folder: string): Promise<Result<string>> {
  try {
    await mkdir(folder, { recursive: true })
    return ok(path.resolve(folder))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failure(appError('export.write-failed', { file: folder, reason }))
  }
}
