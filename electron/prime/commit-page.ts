/** The writes of one page, inside the transaction that also moves the SyncState. */
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import type { AppError } from '#shared/errors.ts'
import type { ExchangeItemId } from '../exchange/exchange-client.ts'
import type { Database } from './database.ts'
import type { CommitCounts, EmailRecord, EmailWrite, NewLink, PageCommit, SyncPair } from './prime-store.ts'
import { emailRowOf } from './rows.ts'

export async function commitPage(
  transaction: Transaction<Database>,
  folderId: string,
  pair: SyncPair,
  page: PageCommit,
): Promise<CommitCounts> {
  const writer = new PageWriter(transaction, folderId, pair, page.status.pass)
  for (const write of page.writes) await writer.apply(write)
  if (page.sweep === 'unseen') await writer.deleteUnseen()
  return writer.counts
}

class PageWriter {
  readonly counts = { created: 0, updated: 0, deleted: 0 }

  constructor(
    private readonly transaction: Transaction<Database>,
    private readonly folderId: string,
    private readonly pair: SyncPair,
    private readonly pass: number,
  ) {}

  async apply(write: EmailWrite): Promise<void> {
    switch (write.kind) {
      case 'save':
        await this.#save(write.link, write.email, write.contentHash)
        return
      case 'confirm':
        await this.#confirm(write.link, write.isRead)
        return
      case 'set-read':
        await this.#setRead(write.exchangeItemId, write.isRead)
        return
      case 'delete':
        await this.#delete(write.exchangeItemId)
        return
      case 'fail':
        await this.#fail(write.link, write.error)
    }
  }

  /** Links of items that the ended full pass has not met: they are gone on the server. */
  async deleteUnseen(): Promise<void> {
    const unseen = await this.transaction
      .selectFrom('item_link')
      .select('exchange_item_id')
      .where('sync_folder_id', '=', this.folderId)
      .where('pass', '<', this.pass)
      .execute()
    for (const row of unseen) await this.#delete(row.exchange_item_id as ExchangeItemId)
  }

  async #save(link: NewLink, email: EmailRecord, contentHash: string): Promise<void> {
    const known = await this.#primeItemOf(link.exchangeItemId)
    const id = known ?? (randomUUID() as PrimeItemId)
    const row = emailRowOf(id, this.pair.primeEmailAccountId, email)
    if (known === null) {
      await this.transaction.insertInto('email').values(row).execute()
      this.counts.created += 1
    } else {
      await this.transaction.updateTable('email').set(row).where('id', '=', id).execute()
      this.counts.updated += 1
    }
    const values = {
      change_key: link.changeKey,
      prime_item_id: id,
      content_hash: contentHash,
      pass: this.pass,
      attempts: 0,
      error: null,
    }
    await this.transaction
      .insertInto('item_link')
      .values({ sync_folder_id: this.folderId, exchange_item_id: link.exchangeItemId, ...values })
      .onConflict((conflict) => conflict.columns(['sync_folder_id', 'exchange_item_id']).doUpdateSet(values))
      .execute()
  }

  async #confirm(link: NewLink, isRead: boolean | null): Promise<void> {
    if (isRead !== null) await this.#writeReadFlag(link.exchangeItemId, isRead)
    await this.transaction
      .updateTable('item_link')
      .set({ change_key: link.changeKey, pass: this.pass, attempts: 0, error: null })
      .where('sync_folder_id', '=', this.folderId)
      .where('exchange_item_id', '=', link.exchangeItemId)
      .execute()
  }

  /** Also a sign of life: a full pass that met the item only by its read flag does not sweep it. */
  async #setRead(exchangeItemId: ExchangeItemId, isRead: boolean): Promise<void> {
    await this.transaction
      .updateTable('item_link')
      .set({ pass: this.pass })
      .where('sync_folder_id', '=', this.folderId)
      .where('exchange_item_id', '=', exchangeItemId)
      .execute()
    await this.#writeReadFlag(exchangeItemId, isRead)
  }

  async #writeReadFlag(exchangeItemId: ExchangeItemId, isRead: boolean): Promise<void> {
    const id = await this.#primeItemOf(exchangeItemId)
    if (id === null) return
    const changed = await this.transaction
      .updateTable('email')
      .set({ is_read: isRead ? 1 : 0 })
      .where('id', '=', id)
      .where('is_read', '=', isRead ? 0 : 1)
      .executeTakeFirst()
    this.counts.updated += Number(changed.numUpdatedRows)
  }

  async #delete(exchangeItemId: ExchangeItemId): Promise<void> {
    const id = await this.#primeItemOf(exchangeItemId)
    await this.transaction
      .deleteFrom('item_link')
      .where('sync_folder_id', '=', this.folderId)
      .where('exchange_item_id', '=', exchangeItemId)
      .execute()
    if (id === null) return
    await this.transaction.deleteFrom('email').where('id', '=', id).execute()
    this.counts.deleted += 1
  }

  async #fail(link: NewLink, error: AppError): Promise<void> {
    const json = JSON.stringify(error)
    await this.transaction
      .insertInto('item_link')
      .values({
        sync_folder_id: this.folderId,
        exchange_item_id: link.exchangeItemId,
        change_key: null,
        prime_item_id: null,
        content_hash: null,
        pass: this.pass,
        attempts: 1,
        error: json,
      })
      .onConflict((conflict) =>
        conflict.columns(['sync_folder_id', 'exchange_item_id']).doUpdateSet((e) => ({
          pass: this.pass,
          attempts: e('item_link.attempts', '+', 1),
          error: json,
        })),
      )
      .execute()
  }

  async #primeItemOf(exchangeItemId: ExchangeItemId): Promise<PrimeItemId | null> {
    const row = await this.transaction
      .selectFrom('item_link')
      .select('prime_item_id')
      .where('sync_folder_id', '=', this.folderId)
      .where('exchange_item_id', '=', exchangeItemId)
      .executeTakeFirst()
    return (row?.prime_item_id ?? null) as PrimeItemId | null
  }
}
