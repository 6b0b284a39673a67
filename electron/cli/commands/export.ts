/**
 * `export`: one object or everything of an account in open formats, as the window does it (services/export-objects.ts).
 *
 * Into a folder nothing is overwritten: a name that exists gets a number. A file that is named is replaced, as every
 * shell does it.
 */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import { ok, type Result } from '#shared/result.ts'
import { exportAccount, madeFolder, nameOfObject, type Exported } from '../../services/export-objects.ts'
import { TargetFiles } from '../../services/target-files.ts'
import type { EngineApi } from '../../sync/engine-api.ts'
import type { ExportCall } from '../calls.ts'
import { failed, type Answer } from '../output.ts'
import { openSession } from '../session.ts'
import { requirePrimeAccount, requireStore } from '../prime-account.ts'
import type { CommandContext } from './command.ts'

export async function exportObjects(call: ExportCall, context: CommandContext): Promise<Answer> {
  const { to } = call
  const store = requireStore(call.data)
  if (!store.ok) return failed(store.error)
  const services = openSession({ dataFolder: call.data, onIncident: context.onIncident })
  try {
    const { files, error } = await exported(services.engine, call, context)
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

async function exported(
  engine: EngineApi,
  { what, to }: ExportCall,
  { signal, progress, t }: CommandContext,
): Promise<Exported> {
  if (what.kind === 'one') return await exportOne(engine, what.id, to)
  const account = await requirePrimeAccount(engine, what.primeAddress)
  if (!account.ok) return { files: [], error: account.error }
  return await exportAccount(engine, { primeEmailAccountId: account.value, kinds: what.kinds }, to, {
    signal,
    onFile: (done) => {
      progress.show(t('cli.exporting', { done }))
    },
  })
}

async function exportOne(engine: EngineApi, id: PrimeItemId, to: string): Promise<Exported> {
  const found = await engine.findPrimeItem({ id })
  if (!found.ok) return { files: [], error: found.error }
  const folder = await folderOf(to)
  if (!folder.ok) return { files: [], error: folder.error }
  const target =
    folder.value === null
      ? path.resolve(to)
      : new TargetFiles(folder.value).pathFor(nameOfObject(found.value.record))
  const written = await engine.exportPrimeItem({ id, path: target })
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
