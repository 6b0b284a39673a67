/**
 * The view of the data: what an e-mail account of Winoffice Prime holds, where its objects stand between both sides,
 * and what an administrator does there: create, change and delete an object for a test, save and export.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {
  LONGEST_RANGE_DAYS,
  type AccountData,
  type CalendarRange,
  type ExportedAccount,
  type ItemPlace,
  type Occurrence,
  type OpenedItem,
  type PrimeConnection,
} from '#shared/domain/data.ts'
import type { PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { ItemDraft } from '#shared/domain/item-drafts.ts'
import type { Revision, StoredPrimeItem } from '#shared/domain/prime-items.ts'
import { primeTimeZoneOf } from '#shared/domain/settings.ts'
import { SYNC_KINDS, type SyncKind } from '#shared/domain/sync-kinds.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import type { EngineApi } from '../sync/engine-api.ts'
import type { PrimeItemDraft } from '../sync/prime-item-calls.ts'
import type { DataFolderPorts } from './data-folder-service.ts'
import type { EmitEvent } from './events.ts'
import { exportAccount, nameOfObject } from './export-objects.ts'
import { attachmentName, folderName } from './file-name.ts'
import { connectedAccounts, isActive, type Connected } from './sync-jobs.ts'

/** Asks the person where to save. @returns the chosen path, or `null` when the dialog was closed. */
export type AskSavePath = (suggestedName: string) => Promise<string | null>

export type DataParts = {
  readonly documents: Documents
  readonly engine: EngineApi
  readonly emit: EmitEvent
  readonly askSavePath: AskSavePath
  readonly askFolder: DataFolderPorts['askFolder']
}

/** A window shows no more of the course of an export than that. */
const PROGRESS_INTERVAL_MILLISECONDS = 200

type Saved = Result<{ path: string } | null>

export class DataService {
  readonly #parts: DataParts
  #export: AbortController | null = null

  constructor(parts: DataParts) {
    this.#parts = parts
  }

  async account(primeEmailAccountId: PrimeEmailAccountId): Promise<Result<AccountData>> {
    const contents = await this.#parts.engine.accountContents({ primeEmailAccountId })
    if (!contents.ok) return contents
    const connected = this.#connectionOf(primeEmailAccountId)
    const connection = connected ? connectionOf(connected) : null
    return ok({ ...contents.value, connection, primeTimeZone: this.#zone() })
  }

  async listOccurrences(
    primeEmailAccountId: PrimeEmailAccountId,
    range: CalendarRange,
  ): Promise<Result<Occurrence[]>> {
    const days = (Date.parse(range.to) - Date.parse(range.from)) / 86_400_000
    if (days > LONGEST_RANGE_DAYS) return failure(appError('prime-item.range-too-long'))
    return await this.#parts.engine.listOccurrences({
      ...{ primeEmailAccountId, range },
      primeTimeZone: this.#zone(),
    })
  }

  async openItem(id: PrimeItemId): Promise<Result<OpenedItem>> {
    const found = await this.#parts.engine.findPrimeItem({ id })
    if (!found.ok) return found
    const place = await this.#placeOf(found.value)
    return place.ok ? ok({ item: found.value, place: place.value }) : place
  }

  createItem(primeEmailAccountId: PrimeEmailAccountId, draft: ItemDraft): Promise<Result<StoredPrimeItem>> {
    return this.#withObject(primeEmailAccountId, draft, null, (item) =>
      this.#parts.engine.createPrimeItem({ primeEmailAccountId, item }),
    )
  }

  /** @returns `prime-item.changed-meanwhile` when the object is not what the person has seen any more */
  async updateItem(id: PrimeItemId, expected: Revision, draft: ItemDraft): Promise<Result<StoredPrimeItem>> {
    const found = await this.#parts.engine.findPrimeItem({ id })
    if (!found.ok) return found
    if (found.value.revision !== expected) return failure(appError('prime-item.changed-meanwhile'))
    return await this.#withObject(found.value.primeEmailAccountId, draft, found.value, (change) =>
      this.#parts.engine.updatePrimeItem({ id, expected, change }),
    )
  }

  deleteItem(id: PrimeItemId, expected: Revision): Promise<Result<null>> {
    return this.#parts.engine.deletePrimeItem({ id, expected })
  }

  async exportItem(id: PrimeItemId): Promise<Saved> {
    const found = await this.#parts.engine.findPrimeItem({ id })
    if (!found.ok) return found
    return await this.#save(nameOfObject(found.value.record), (file) =>
      this.#parts.engine.exportPrimeItem({ id, path: file }),
    )
  }

  /** The name that the sender gave is made harmless; what is saved is never opened. */
  async saveAttachment(id: PrimeItemId, index: number): Promise<Saved> {
    const found = await this.#parts.engine.findPrimeItem({ id })
    if (!found.ok) return found
    const { record } = found.value
    const attachment = record.kind === 'email' ? record.attachments[index] : undefined
    if (!attachment) return failure(appError('prime-item.attachment-not-found'))
    return await this.#save(attachmentName(attachment.name), (file) =>
      this.#parts.engine.exportAttachment({ id, index, path: file }),
    )
  }

  /** Asks for a folder, in which everything comes into one of its own. `null`: the dialog was closed. */
  async exportAccount(primeEmailAccountId: PrimeEmailAccountId): Promise<Result<ExportedAccount | null>> {
    const { engine, askFolder, emit } = this.#parts
    const account = await this.#accountOf(primeEmailAccountId)
    if (!account.ok) return account
    const contents = await engine.accountContents({ primeEmailAccountId })
    if (!contents.ok) return contents
    const chosen = await askFolder()
    if (chosen === null) return ok(null)
    const { folders, appointments, tasks } = contents.value
    const total = folders.reduce((sum, each) => sum + each.total, appointments + tasks)
    this.cancelExport()
    const abort = new AbortController()
    this.#export = abort
    const folder = path.join(chosen, folderName(account.value.address))
    let told = performance.now()
    const { files, error } = await exportAccount(engine, { primeEmailAccountId, kinds: SYNC_KINDS }, folder, {
      signal: abort.signal,
      onFile: (done) => {
        if (performance.now() - told < PROGRESS_INTERVAL_MILLISECONDS) return
        told = performance.now()
        emit('data.onDidExportProgress', { done, total, isEnded: false })
      },
    })
    if (this.#export === abort) this.#export = null
    emit('data.onDidExportProgress', { done: files.length, total, isEnded: true })
    const isCancelled = error?.category === 'cancelled'
    return error && !isCancelled ? failure(error) : ok({ folder, files: files.length, isCancelled })
  }

  cancelExport(): void {
    this.#export?.abort()
  }

  async #placeOf(item: StoredPrimeItem): Promise<Result<ItemPlace>> {
    const connected = this.#connectionOf(item.primeEmailAccountId)
    if (!connected) return ok({ state: 'kept', reason: 'not-connected' })
    const { account, connector } = connected
    const { maxFailedSyncDownAttempts: down, maxFailedSyncUpAttempts: up } = connector.sync
    const status = await this.#parts.engine.itemStatus({ id: item.id, pair: account, limits: { down, up } })
    if (!status.ok || status.value.state === 'synchronised') return status
    const { syncedKinds, receiveOnly } = account.sync
    if (item.record.kind === 'absence') return ok({ state: 'kept', reason: 'absence' })
    if (!syncedKinds.includes(kindOf(item))) return ok({ state: 'kept', reason: 'kind-off' })
    return receiveOnly ? ok({ state: 'kept', reason: 'receive-only' }) : status
  }

  async #withObject(
    account: PrimeEmailAccountId,
    draft: ItemDraft,
    present: StoredPrimeItem | null,
    use: (object: PrimeItemDraft) => Promise<Result<StoredPrimeItem>>,
  ): Promise<Result<StoredPrimeItem>> {
    const owner = await this.#accountOf(account)
    if (!owner.ok) return owner
    const { address, owner: person } = owner.value
    // Luxon, ical.js and what composes e-mails are not needed to start the application.
    const { objectOfDraft } = await import('./items/object-of-draft.ts')
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-'))
    try {
      const object = await objectOfDraft(draft, present, {
        ...{ engine: this.#parts.engine, zone: this.#zone(), scratch },
        owner: { name: person.name === address ? '' : person.name, address },
      })
      return object.ok ? await use(object.value) : object
    } finally {
      await rm(scratch, { recursive: true, force: true })
    }
  }

  async #save(suggested: string, write: (file: string) => Promise<Result<null>>): Promise<Saved> {
    const file = await this.#parts.askSavePath(suggested)
    if (file === null) return ok(null)
    const written = await write(file)
    return written.ok ? ok({ path: file }) : written
  }

  async #accountOf(id: PrimeEmailAccountId) {
    const accounts = await this.#parts.engine.listEmailAccounts(null)
    if (!accounts.ok) return accounts
    const account = accounts.value.find((each) => each.id === id)
    return account ? ok(account) : failure(appError('prime-email-account.not-found'))
  }

  #connectionOf(id: PrimeEmailAccountId): Connected | undefined {
    const connected = connectedAccounts(this.#parts.documents.connections.get())
    return connected.find(({ account }) => account.primeEmailAccountId === id)
  }

  #zone(): string {
    return primeTimeZoneOf(this.#parts.documents.settings.get())
  }
}

function connectionOf(connected: Connected): PrimeConnection {
  const { account, connector } = connected
  const { syncedKinds, receiveOnly, mailsAttendees } = account.sync
  return {
    accountId: account.id,
    connectorId: connector.id,
    connectorName: connector.name,
    mailbox: account.mailbox,
    isActive: isActive(connected),
    ...{ syncedKinds, receiveOnly, mailsAttendees },
  }
}

function kindOf({ record }: StoredPrimeItem): SyncKind {
  if (record.kind === 'email') return 'emails'
  return record.kind === 'task' ? 'tasks' : 'calendar'
}
