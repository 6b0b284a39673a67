/**
 * What people and the ERP do with the objects of Winoffice Prime, over the message port. A new e-mail comes as a file
 * with its MIME content: what the record says of it is read from there.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import {
  emailRecordSchema,
  type ContentHash,
  type EmailRecord,
  type PrimeRecord,
  type Revision,
} from '#shared/domain/prime-items.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { NewContent, PrimeStore, StoredItem } from '../prime/prime-store.ts'
import type { PrimeItemChange, PrimeItemDraft } from './prime-item-calls.ts'
import { contentFieldsOf } from './mapping/emails.ts'

export async function createPrimeItem(
  store: PrimeStore,
  { primeEmailAccountId, item }: { primeEmailAccountId: PrimeEmailAccountId; item: PrimeItemDraft },
): Promise<Result<StoredItem>> {
  const record = item.kind === 'email-file' ? await recordOfFile(store, item, null) : ok(item)
  return record.ok ? await store.createItem(primeEmailAccountId, record.value) : record
}

export async function updatePrimeItem(
  store: PrimeStore,
  { id, change, expected }: { id: PrimeItemId; change: PrimeItemChange; expected: Revision | null },
): Promise<Result<StoredItem>> {
  if (change.kind !== 'email-file') return await store.updateItem(id, change, expected)
  const found = await store.findItem(id)
  if (!found.ok) return found
  const before = found.value.record
  const record = await recordOfFile(store, change, before.kind === 'email' ? before : null)
  return record.ok ? await store.updateItem(id, record.value, expected) : record
}

type EmailFile = Extract<PrimeItemDraft, { kind: 'email-file' }>

/** @param before the e-mail as it was: times that the content does not tell stay */
async function recordOfFile(
  store: PrimeStore,
  { file, kind: _kind, ...marks }: EmailFile,
  before: EmailRecord | null,
): Promise<Result<PrimeRecord>> {
  const read = await contentOfFile(file)
  if (!read.ok) return read
  const fields = await contentFieldsOf(read.value)
  if (!fields.ok) return fields
  const stored = await store.storeContents([read.value])
  if (!stored.ok) return stored
  return ok(
    emailRecordSchema.parse({
      ...{ kind: 'email', receivedAt: before?.receivedAt ?? null },
      ...fields.value,
      ...marks,
      mime: read.value.sha256,
      size: read.value.size,
    }),
  )
}

async function contentOfFile(file: string): Promise<Result<NewContent>> {
  try {
    const bytes = await readFile(file)
    const sha256 = createHash('sha256').update(bytes).digest('hex') as ContentHash
    return ok({ size: bytes.byteLength, sha256, place: { kind: 'memory', bytes } })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failure(appError('prime-item.file-unreadable', { file, reason }))
  }
}
