/**
 * `export`: one e-mail or all of an account as `.eml`, byte for byte as Exchange served them.
 *
 * Into a folder nothing is overwritten: a name that exists gets a number. A file that is named is replaced, as every
 * shell does it.
 */
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { fileName } from '../../services/file-name.ts'
import type { Services } from '../../services/services.ts'
import type { ExportCall } from '../calls.ts'
import { failed, type Answer } from '../output.ts'
import { openSession } from '../session.ts'
import { requirePrimeAccount, requireStore } from '../prime-account.ts'
import { TargetFiles } from '../target-files.ts'
import type { CommandContext } from './command.ts'

/** E-mails of one query; the list of a large account is never in memory as a whole. */
const PAGE_SIZE = 500

type ExportedFile = { readonly id: PrimeItemId; readonly path: string }
type Exported = { readonly files: readonly ExportedFile[]; readonly error: AppError | null }

export async function exportEmails(call: ExportCall, context: CommandContext): Promise<Answer> {
  const { what, to } = call
  const store = requireStore(call.data)
  if (!store.ok) return failed(store.error)
  const folder = await folderOf(call)
  if (!folder.ok) return failed(folder.error)
  const targets = folder.value === null ? null : new TargetFiles(folder.value)
  const services = openSession({
    dataFolder: call.data,
    askSavePath: (name) => Promise.resolve(targets ? targets.pathFor(name) : path.resolve(to)),
  })
  try {
    const { files, error } =
      what.kind === 'one'
        ? await exportOne(services, what.id)
        : await exportAll(services, what.primeAddress, targets ?? new TargetFiles(to), context)
    return {
      error,
      errorText: error?.category === 'cancelled' ? 'exportCancelled' : undefined,
      json: { exported: files.length, files },
      lines: [context.t('cli.exported', { count: files.length, to: path.resolve(to) })],
    }
  } finally {
    await services.close()
  }
}

/** The folder to write into, made if need be; `null` when a file was named. */
async function folderOf({ what, to }: ExportCall): Promise<Result<string | null>> {
  const isFolder = await stat(to).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (what.kind === 'one' && !isFolder && !/[\\/]$/.test(to)) return ok(null)
  try {
    await mkdir(to, { recursive: true })
    return ok(path.resolve(to))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failure(appError('export.write-failed', { file: to, reason }))
  }
}

async function exportOne(services: Services, id: PrimeItemId): Promise<Exported> {
  const saved = await services.data.saveEmail(id)
  if (!saved.ok) return { files: [], error: saved.error }
  return { files: saved.value ? [{ id, path: saved.value.path }] : [], error: null }
}

async function exportAll(
  { engine }: Services,
  primeAddress: string,
  targets: TargetFiles,
  { signal, progress, t }: CommandContext,
): Promise<Exported> {
  const files: ExportedFile[] = []
  const account = await requirePrimeAccount(engine, primeAddress)
  if (!account.ok) return { files, error: account.error }
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const page = await engine.listEmails({ primeEmailAccountId: account.value, offset, limit: PAGE_SIZE })
    if (!page.ok) return { files, error: page.error }
    for (const { id, subject } of page.value.emails) {
      if (signal.aborted) return { files, error: appError('sync.cancelled') }
      const target = targets.pathFor(fileName(subject, 'eml', 'E-Mail'))
      const written = await engine.exportEmail({ id, path: target })
      if (!written.ok) return { files, error: written.error }
      files.push({ id, path: target })
      progress.show(t('cli.exporting', { done: files.length, total: page.value.total }))
    }
    if (page.value.emails.length < PAGE_SIZE) return { files, error: null }
  }
}
