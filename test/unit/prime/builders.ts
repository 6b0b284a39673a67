/** A Prime store in a folder of its own, and what is written into it. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChangeKey, ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import { openSqlitePrimeStore } from '#electron/prime/open-sqlite.ts'
import {
  NEW_FOLDER_STATUS,
  type EmailRecord,
  type EmailWrite,
  type FolderStatus,
  type ItemLink,
  type NewContent,
  type PrimeStore,
  type SyncPair,
} from '#electron/prime/prime-store.ts'
import type { Instant } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'

export const ANNA = 'anna@firma.ch'

export const item = (name: string) => name as ExchangeItemId
export const key = (name: string) => name as ChangeKey

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error)}`)
  return result.value
}

/** A folder that is removed again by `end`, with stores that are closed before. */
export class PrimeFolder {
  readonly #stores: PrimeStore[] = []

  private constructor(readonly path: string) {}

  static async create(): Promise<PrimeFolder> {
    return new PrimeFolder(await mkdtemp(join(tmpdir(), 'prime-')))
  }

  async open(): Promise<PrimeStore> {
    const store = valueOf(await openSqlitePrimeStore(this.path))
    this.#stores.push(store)
    return store
  }

  async end(): Promise<void> {
    for (const store of this.#stores) await store.close()
    await rm(this.path, { recursive: true })
  }
}

export async function aPair(store: PrimeStore, address = ANNA): Promise<SyncPair> {
  const draft = { address, owner: { kind: 'employee', name: 'Anna Meier' } } as const
  const account = valueOf(await store.createEmailAccount(draft))
  return { primeEmailAccountId: account.id, mailbox: address, folder: 'inbox' }
}

export const status = (syncState: string, changes: Partial<FolderStatus> = {}): FolderStatus => ({
  ...NEW_FOLDER_STATUS,
  syncState,
  ...changes,
})

export const aContent = (bytes: Uint8Array): NewContent => ({
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  place: { kind: 'memory', bytes },
})

export async function anEmail(store: PrimeStore, changes: Partial<EmailRecord> = {}): Promise<EmailRecord> {
  const content = new TextEncoder().encode(`Subject: ${changes.subject ?? 'Grüezi'}\r\n\r\nText`)
  return {
    folder: 'inbox',
    subject: 'Grüezi',
    from: { name: 'Beat', address: 'beat@firma.ch' },
    to: [{ name: 'Anna', address: ANNA }],
    cc: [],
    sentAt: '2026-01-01T08:00:00.000Z' as Instant,
    receivedAt: '2026-01-01T08:00:01.000Z' as Instant,
    isRead: false,
    importance: 'normal',
    categories: ['Rot', 'Blau'],
    internetMessageId: '<1@firma.ch>',
    itemClass: 'IPM.Note',
    attachments: [{ name: 'Offerte.pdf', contentType: 'application/pdf', size: 17 }],
    mime: valueOf(await store.storeMime(aContent(content))),
    size: content.byteLength,
    ...changes,
  }
}

export const save = (name: string, email: EmailRecord, changeKey = 'k1', contentHash = 'h1'): EmailWrite => ({
  kind: 'save',
  link: { exchangeItemId: item(name), changeKey: key(changeKey) },
  email,
  contentHash,
})

export const confirm = (name: string, changeKey = 'k1', isRead: boolean | null = null): EmailWrite => ({
  kind: 'confirm',
  link: { exchangeItemId: item(name), changeKey: key(changeKey) },
  isRead,
})

export const fail = (name: string): EmailWrite => ({
  kind: 'fail',
  link: { exchangeItemId: item(name), changeKey: null },
  error: appError('exchange.response', { responseCode: 'ErrorContentConversionFailed', message: 'x' }),
})

export const remove = (name: string): EmailWrite => ({ kind: 'delete', exchangeItemId: item(name) })

export const setRead = (name: string, isRead: boolean): EmailWrite => ({
  kind: 'set-read',
  exchangeItemId: item(name),
  isRead,
})

export async function linkOf(store: PrimeStore, pair: SyncPair, name: string): Promise<ItemLink | undefined> {
  return valueOf(await store.links(pair, [item(name)])).get(item(name))
}

export async function listed(store: PrimeStore, pair: SyncPair) {
  const query = { primeEmailAccountId: pair.primeEmailAccountId, offset: 0, limit: 500 }
  return valueOf(await store.listEmails(query)).emails
}
