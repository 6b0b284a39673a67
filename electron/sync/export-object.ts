/**
 * Objects of Winoffice Prime and attachments of e-mails written to files that a person has chosen, in open formats: an
 * e-mail as `.eml`, byte for byte, everything else as `.ics`.
 */
import { writeFile } from 'node:fs/promises'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { icsOf } from '../prime/export/ics.ts'
import { markAsForeign } from '../prime/export/mark-of-the-web.ts'
import { readMessage } from '../prime/mime-message.ts'
import type { PrimeStore } from '../prime/prime-store.ts'

export async function exportObject(store: PrimeStore, id: PrimeItemId, path: string): Promise<Result<null>> {
  const found = await store.findItem(id)
  if (!found.ok) return found
  const { modifiedAt, record } = found.value
  if (record.kind !== 'email') return await write(path, icsOf([{ id, modifiedAt, record }]))
  const mime = await store.readMime(record.mime)
  return mime.ok ? await write(path, mime.value, 'foreign') : mime
}

/**
 * @param index in the order of the record
 * @returns `prime-item.attachment-not-found`
 */
export async function exportAttachment(
  store: PrimeStore,
  { id, index, path }: { readonly id: PrimeItemId; readonly index: number; readonly path: string },
): Promise<Result<null>> {
  const found = await store.findEmail(id)
  if (!found.ok) return found
  const mime = await store.readMime(found.value.record.mime)
  if (!mime.ok) return mime
  const attachment = (await readMessage(mime.value)).attachments[index]
  if (!attachment) return failure(appError('prime-item.attachment-not-found'))
  return await write(path, attachment.content, 'foreign')
}

async function write(
  path: string,
  content: string | Uint8Array,
  origin: 'own' | 'foreign' = 'own',
): Promise<Result<null>> {
  try {
    await writeFile(path, content)
    if (origin === 'foreign') await markAsForeign(path)
    return ok(null)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failure(appError('export.write-failed', { file: path, reason }))
  }
}
