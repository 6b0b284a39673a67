/** A kind as the engine calls it, against a test server that refuses whatever breaks the schema. */
import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { ExchangeConnection } from '#electron/exchange/create-exchange-client.ts'
import type { ExchangeItemId, FolderReference } from '#electron/exchange/exchange-client.ts'
import type { ClientId } from '#electron/exchange/gateway/values.ts'
import { clientIdOf } from '#electron/exchange/gateway/values.ts'
import type { NewContent } from '#electron/prime/prime-store.ts'
import type {
  ChangedVersion,
  ExchangeVersion,
  Kind,
  KindSession,
  StoredVersion,
} from '#electron/sync/kinds/kind.ts'
import { digestsOf } from '#electron/sync/mapping/field-table.ts'
import { type Instant, instantOf } from '#shared/domain/ids.ts'
import type { ContentHash, PrimeRecord } from '#shared/domain/prime-items.ts'
import type { FolderKey } from '#shared/domain/sync-kinds.ts'
import { appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeServer, Mailbox } from '#test/exchange-server/server.ts'
import { ANNA, connect, startServer, valueOf } from '#test/integration/exchange/gateway/support.ts'

const FOLDERS = {
  inbox: 'inbox',
  drafts: 'drafts',
  outbox: 'outbox',
  sent: 'sentitems',
  junk: 'junkemail',
  deleted: 'deleteditems',
  calendar: 'calendar',
  tasks: 'tasks',
} as const

export const newClientId = (): ClientId => clientIdOf(randomUUID())!

export class KindUnderTest<R extends PrimeRecord> {
  readonly contents = new Map<string, Uint8Array>()
  readonly session: KindSession
  readonly #further = new Map<string, FolderReference>()

  private constructor(
    readonly kind: Kind<R>,
    readonly server: ExchangeServer,
    readonly client: ExchangeConnection,
  ) {
    this.session = {
      client,
      contents: {
        readMime: (mime) => this.#read(mime),
        storeContents: (contents) => this.storeContents(contents),
      },
      mailbox: ANNA,
      signal: new AbortController().signal,
      settings: { mailsAttendees: false, primeTimeZone: 'Europe/Zurich' },
      now: () => instantOf(new Date()),
      referenceTo: (folder) => this.#referenceTo(folder),
      onBytes: () => undefined,
    }
  }

  static async start<R extends PrimeRecord>(kind: Kind<R>): Promise<KindUnderTest<R>> {
    const server = await startServer()
    return new KindUnderTest(kind, server, connect(server, ANNA))
  }

  async end(): Promise<void> {
    await this.client.close()
    await this.server.stop()
  }

  get mailbox(): Mailbox {
    return this.server.mailbox(ANNA)
  }

  /** Makes a folder that was chosen beside the six. */
  furtherFolder(name: string): `further:${string}` {
    const id = this.mailbox.createFolder(name)
    this.#further.set(`further:${name}`, { kind: 'id', id: id as never })
    return `further:${name}`
  }

  async storeContents(contents: readonly NewContent[]): Promise<Result<void>> {
    for (const { sha256, place } of contents)
      this.contents.set(sha256, place.kind === 'memory' ? place.bytes : await readFile(place.path))
    return ok(undefined)
  }

  /** Everything that lies in a folder, read as the engine reads it, with its contents kept. */
  async fetchAll(folder: FolderKey): Promise<ExchangeVersion<R>[]> {
    const ids = this.mailbox.items(this.#serverFolder(folder)).map(({ id }) => id as ExchangeItemId)
    const found: ExchangeVersion<R>[] = []
    for (const id of ids) {
      const version = await this.fetch(id, folder)
      if (version !== null) found.push(version)
    }
    return found
  }

  async fetch(id: string, folder: FolderKey): Promise<ExchangeVersion<R> | null> {
    const found: (ExchangeVersion<R> | null)[] = []
    const items = [{ id: id as ExchangeItemId, folder, size: null }]
    valueOf(
      await this.kind.fetch(this.session, items, async (_id, version) => {
        const value = valueOf(version)
        if (value !== null) valueOf(await this.storeContents(value.contents))
        found.push(value)
      }),
    )
    if (found.length !== 1) throw new Error(`${found.length} versions of one item`)
    return found[0] ?? null
  }

  async create(record: R, clientId = newClientId()): Promise<StoredVersion> {
    return valueOf(await this.tryCreate(record, clientId))
  }

  async tryCreate(record: R, clientId = newClientId()): Promise<Result<StoredVersion>> {
    const folder = this.kind.folderOf(record)
    const created = valueOf(await this.kind.create(this.session, [{ clientId, record, folder }]))
    return created[0]!
  }

  /** Writes some fields of a record over what is linked. */
  changed(
    linked: Pick<StoredVersion, 'id' | 'changeKey' | 'folder'>,
    base: R,
    record: R,
    fields: readonly string[],
    more: Partial<ChangedVersion<R>> = {},
  ): ChangedVersion<R> {
    return {
      id: linked.id,
      changeKey: linked.changeKey,
      folder: linked.folder,
      clientId: newClientId(),
      record,
      fields: new Set(fields),
      base: digestsOf(this.kind.fields, base),
      present: null,
      isRepeatedSending: false,
      ...more,
    }
  }

  async update(version: ChangedVersion<R>): Promise<StoredVersion> {
    return valueOf(await this.tryUpdate(version))
  }

  async tryUpdate(version: ChangedVersion<R>): Promise<Result<StoredVersion>> {
    return valueOf(await this.kind.update(this.session, [version]))[0]!
  }

  async remove(linked: Pick<StoredVersion, 'id' | 'changeKey' | 'folder'>): Promise<Result<null>> {
    const { id, changeKey, folder } = linked
    const version = { id, changeKey, folder, record: null, isObsolete: false }
    return valueOf(await this.kind.remove(this.session, [version]))[0]!
  }

  /** How often each operation was asked for since `server.clearJournal`. */
  operations(): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const { operation = 'none' } of this.server.journal) counts[operation] = (counts[operation] ?? 0) + 1
    return counts
  }

  #read(mime: ContentHash): Promise<Result<Uint8Array>> {
    const bytes = this.contents.get(mime)
    return Promise.resolve(bytes ? ok(bytes) : failure(appError('prime.unreadable', { reason: 'not there' })))
  }

  #serverFolder(folder: FolderKey): string {
    const reference = this.#referenceTo(folder)
    return reference.kind === 'id' ? reference.id : reference.name
  }

  #referenceTo(folder: FolderKey): FolderReference {
    const further = this.#further.get(folder)
    if (further !== undefined) return further
    if (!(folder in FOLDERS)) throw new Error(`no folder ${folder}`)
    return { kind: 'distinguished', name: FOLDERS[folder as keyof typeof FOLDERS], mailbox: null }
  }
}

export const inMemory = (bytes: Uint8Array): NewContent => ({
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  place: { kind: 'memory', bytes },
})

export const instant = (text: string): Instant => instantOf(new Date(text))
