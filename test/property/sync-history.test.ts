/**
 * Whatever happens to a mailbox, a client that reads the changes page by page ends with the mailbox as it is: items
 * through SyncFolderItems, folders through SyncFolderHierarchy, with pages of any size, with changes between the pages,
 * with several clients that each have states of their own, and with restarts of a server that keeps a file.
 *
 * The client is strict where Exchange is: what is created must be new to it, what is updated must be known. It allows
 * what Exchange allows itself: updates told twice, and the deletion of what was never given. A failing history is
 * repeated with `PROPERTY_SEED`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { below } from '#test/exchange-server/operations/find-folder.ts'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { fieldUris, syncFolderHierarchy, syncFolderItems } from '#test/exchange-server/requests.ts'
import {
  type ExchangeServer,
  type Folder,
  type Mailbox,
  startExchangeServer,
} from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText } from '#test/exchange-server/soap/xml-tree.ts'

const SEED = Number(process.env.PROPERTY_SEED ?? Math.floor(Math.random() * 0x7fffffff))
const HISTORIES = 30
const HISTORIES_WITH_RESTARTS = 15
const CLIENTS = 3
const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'geheim' }
const SHAPE = fieldUris('item:Subject', 'message:IsRead')
const FOLDER_SHAPE = fieldUris('folder:ParentFolderId')

type Step =
  | { readonly kind: 'add'; readonly folder: number; readonly isRead: boolean; readonly day: number }
  | { readonly kind: 'update' | 'update-read'; readonly item: number; readonly subject: string }
  | { readonly kind: 'read'; readonly item: number; readonly isRead: boolean }
  | { readonly kind: 'move' | 'copy'; readonly item: number; readonly folder: number }
  | { readonly kind: 'delete' | 'delete-to-bin'; readonly item: number }
  | { readonly kind: 'create-folder' | 'move-folder'; readonly folder: number; readonly target: number }
  | { readonly kind: 'rename-folder' | 'delete-folder'; readonly folder: number }
  | { readonly kind: 'page'; readonly client: number; readonly folder: number; readonly size: number }
  | { readonly kind: 'hierarchy'; readonly client: number }
  | { readonly kind: 'garbage'; readonly folder: number; readonly state: string }
  | { readonly kind: 'restart' }

const index = fc.nat(1000)
const isRead = fc.boolean()
const record = <T extends Step['kind'], M>(
  kinds: readonly T[],
  model: { [Key in keyof M]: fc.Arbitrary<M[Key]> },
) => fc.record({ kind: fc.constantFrom(...kinds), ...model })

const changes = [
  { weight: 8, arbitrary: record(['add'], { folder: index, isRead, day: fc.nat(20) }) },
  {
    weight: 3,
    arbitrary: record(['update', 'update-read'], {
      item: index,
      subject: fc.constantFrom('Offerte', 'Grüsse & <Küsse>', '', '😀'),
    }),
  },
  { weight: 3, arbitrary: record(['read'], { item: index, isRead }) },
  { weight: 3, arbitrary: record(['move', 'copy'], { item: index, folder: index }) },
  { weight: 3, arbitrary: record(['delete', 'delete-to-bin'], { item: index }) },
  { weight: 2, arbitrary: record(['create-folder', 'move-folder'], { folder: index, target: index }) },
  { weight: 1, arbitrary: record(['rename-folder', 'delete-folder'], { folder: index }) },
]
const client = fc.nat(CLIENTS - 1)
const reads = [
  { weight: 8, arbitrary: record(['page'], { client, folder: index, size: fc.integer({ min: 0, max: 5 }) }) },
  { weight: 2, arbitrary: record(['hierarchy'], { client }) },
  {
    weight: 1,
    arbitrary: record(['garbage'], {
      folder: index,
      state: fc.oneof(fc.base64String({ minLength: 4 }), fc.stringMatching(/^[a-z][a-z ]{0,19}$/)),
    }),
  },
]
const restart = { weight: 2, arbitrary: fc.constant<Step>({ kind: 'restart' }) }

const historyOf = (...steps: readonly fc.WeightedArbitrary<unknown>[]): fc.Arbitrary<Step[]> =>
  fc.array(fc.oneof(...steps) as fc.Arbitrary<Step>, { minLength: 10, maxLength: 60 })

type SeenItem = {
  readonly changeKey: string | undefined
  readonly subject?: string
  readonly isRead: boolean
}
type SeenFolder = { readonly name: string; readonly parent: string | undefined }

/** What one client knows, and nothing else. */
class SyncingClient {
  readonly folders = new Map<string, SeenFolder>()
  readonly #items = new Map<string, Map<string, SeenItem>>()
  readonly #states = new Map<string, string>()
  #hierarchyState: string | undefined

  itemsOf(folder: string): ReadonlyMap<string, SeenItem> {
    return this.#items.get(folder) ?? new Map<string, SeenItem>()
  }

  async readHierarchy(raw: RawClient): Promise<void> {
    const [message] = (await raw.call(syncFolderHierarchy(this.#hierarchyState, FOLDER_SHAPE))).messages
    expect(childText(message, 'ResponseCode')).toBe('NoError')
    for (const { name, children } of child(message, 'Changes')!.children) {
      const id =
        name === 'Delete' ? children[0]!.attributes.Id! : child(children[0], 'FolderId')!.attributes.Id!
      if (name === 'Delete') {
        this.folders.delete(id)
        this.#items.delete(id)
        this.#states.delete(id)
        continue
      }
      expect(this.folders.has(id), `${name} of a folder`).toBe(name === 'Update')
      this.folders.set(id, {
        name: childText(children[0], 'DisplayName')!,
        parent: child(children[0], 'ParentFolderId')?.attributes.Id,
      })
    }
    this.#hierarchyState = childText(message, 'SyncState')
  }

  /** @returns whether there is more; false when the folder is gone */
  async readPage(raw: RawClient, folder: string, size: number): Promise<boolean> {
    const state = this.#states.get(folder)
    const request = { folder: `<t:FolderId Id="${folder}"/>`, max: size, more: SHAPE }
    const [message] = (await raw.call(syncFolderItems({ ...request, ...(state !== undefined && { state }) })))
      .messages
    const code = childText(message, 'ResponseCode')
    if (code === 'ErrorItemNotFound') return false
    expect(code).toBe('NoError')
    const changed = child(message, 'Changes')!.children
    expect(changed.length).toBeLessThanOrEqual(size)
    const items = this.#items.get(folder) ?? new Map<string, SeenItem>()
    this.#items.set(folder, items)
    for (const change of changed) applyItemChange(items, change)
    this.#states.set(folder, childText(message, 'SyncState')!)
    return childText(message, 'IncludesLastItemInRange') !== 'true'
  }
}

function applyItemChange(items: Map<string, SeenItem>, { name, children }: XmlElement): void {
  const isBare = name === 'Delete' || name === 'ReadFlagChange'
  const { Id: id = '', ChangeKey: changeKey } = (isBare ? children[0] : child(children[0], 'ItemId'))!
    .attributes
  if (name === 'Delete') {
    items.delete(id)
    return
  }
  const known = items.get(id)
  expect(known !== undefined, `${name} of an item`).toBe(name !== 'Create')
  if (name === 'ReadFlagChange') {
    items.set(id, { ...known, changeKey, isRead: children[1]!.text === 'true' })
    return
  }
  const subject = childText(children[0], 'Subject')
  items.set(id, { changeKey, subject: subject!, isRead: childText(children[0], 'IsRead') === 'true' })
}

class History {
  readonly #file: string | undefined
  readonly #clients = Array.from({ length: CLIENTS }, () => new SyncingClient())
  #server: ExchangeServer | undefined
  #raw: RawClient | undefined

  constructor(file?: string) {
    this.#file = file
  }

  async start(): Promise<void> {
    this.#server = await startExchangeServer({
      mailboxes: [ANNA],
      ...(this.#file !== undefined && { file: this.#file }),
    })
    this.#raw = rawClient(this.#server.url, ANNA)
  }

  async stop(): Promise<void> {
    this.#raw?.close()
    await this.#server?.stop()
  }

  get #mailbox(): Mailbox {
    return this.#server!.mailbox(ANNA.address)
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'page': {
        const folder = this.#folder(step.folder)
        await this.#clients[step.client]!.readPage(this.#raw!, folder, step.size)
        return
      }
      case 'hierarchy':
        await this.#clients[step.client]!.readHierarchy(this.#raw!)
        return
      case 'garbage': {
        const request = { folder: `<t:FolderId Id="${this.#folder(step.folder)}"/>`, state: step.state }
        const [message] = (await this.#raw!.call(syncFolderItems(request))).messages
        expect(childText(message, 'ResponseCode')).toBe('ErrorInvalidSyncStateData')
        return
      }
      case 'restart':
        await this.stop()
        await this.start()
        return
      default:
        await this.#change(step)
    }
  }

  /** Lets every client read to the end, and compares. */
  async settle(): Promise<void> {
    for (const known of this.#clients) {
      await known.readHierarchy(this.#raw!)
      const folders = this.#folders().slice(1)
      expect(known.folders).toEqual(
        new Map(
          folders.map(({ id, displayName, parentId }) => [id, { name: displayName, parent: parentId }]),
        ),
      )
      for (const { id } of folders) {
        while (await known.readPage(this.#raw!, id, 3));
        const items = this.#mailbox.items(id)
        expect(known.itemsOf(id)).toEqual(
          new Map(
            items.map(({ id: item, changeKey, subject, isRead }) => [item, { changeKey, subject, isRead }]),
          ),
        )
      }
    }
  }

  /** msgfolderroot and what is below it, which is what SyncFolderHierarchy tells. */
  #folders(): Folder[] {
    const root = this.#mailbox.folder('msgfolderroot')!
    return [root, ...below(this.#mailbox, root, 'Deep')]
  }

  #folder(at: number): string {
    const folders = this.#folders()
    return folders[at % folders.length]!.id
  }

  /** A folder that may be renamed, moved or deleted. */
  #ownFolder(at: number): string | undefined {
    const folders = this.#folders().filter(({ distinguishedId }) => distinguishedId === undefined)
    return folders[at % Math.max(1, folders.length)]?.id
  }

  #item(at: number): string | undefined {
    const items = this.#folders().flatMap(({ id }) => this.#mailbox.items(id))
    return items[at % Math.max(1, items.length)]?.id
  }

  async #change(step: Step): Promise<void> {
    const mailbox = this.#mailbox
    if (step.kind === 'add') {
      const receivedAt = Date.UTC(2026, 0, 1 + step.day)
      const folder = this.#folder(step.folder)
      await mailbox.addMessage(
        { subject: `Nachricht ${mailbox.sequence}` },
        { folder, isRead: step.isRead, receivedAt },
      )
    } else if (step.kind === 'create-folder') {
      mailbox.createFolder(`Ordner ${mailbox.sequence}`, this.#folder(step.target))
    } else if ('item' in step) {
      const item = this.#item(step.item)
      if (item !== undefined) this.#changeItem(step, item)
    } else if ('folder' in step) {
      const folder = this.#ownFolder(step.folder)
      if (folder !== undefined) this.#changeFolder(step, folder)
    }
  }

  #changeItem(step: Step & { readonly item: number }, item: string): void {
    const mailbox = this.#mailbox
    if (step.kind === 'update') mailbox.updateMessage(item, { subject: step.subject })
    else if (step.kind === 'update-read') mailbox.updateMessage(item, { isRead: !mailbox.item(item)!.isRead })
    else if (step.kind === 'read') mailbox.setRead(item, step.isRead)
    else if (step.kind === 'move') mailbox.moveMessage(item, this.#folder(step.folder))
    else if (step.kind === 'copy') mailbox.copyMessage(item, this.#folder(step.folder))
    else if (step.kind === 'delete-to-bin') mailbox.moveMessage(item, 'deleteditems')
    else mailbox.deleteMessage(item)
  }

  #changeFolder(step: Step, folder: string): void {
    const mailbox = this.#mailbox
    if (step.kind === 'rename-folder') mailbox.renameFolder(folder, `Umbenannt ${mailbox.sequence}`)
    else if (step.kind === 'delete-folder') mailbox.deleteFolder(folder)
    else if (step.kind === 'move-folder') {
      const target = this.#folder(step.target)
      if (!this.#isWithin(target, folder)) mailbox.moveFolder(folder, target)
    }
  }

  #isWithin(folder: string, ancestor: string): boolean {
    for (let at: string | undefined = folder; at !== undefined; at = this.#mailbox.folder(at)?.parentId) {
      if (at === ancestor) return true
    }
    return false
  }
}

const live = async (history: History, steps: readonly Step[]): Promise<void> => {
  await history.start()
  try {
    for (const step of steps) await history.take(step)
    await history.settle()
  } finally {
    await history.stop()
  }
}

describe('a history of changes, read back page by page', () => {
  it(`gives every client the mailbox as it is (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(historyOf(...changes, ...reads), (steps) => live(new History(), steps)),
      { seed: SEED, numRuns: HISTORIES },
    )
  }, 240_000)

  it(`does so over restarts of a server with a file (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(historyOf(...changes, ...reads, restart), async (steps) => {
        const folder = mkdtempSync(path.join(os.tmpdir(), 'ews-history-'))
        try {
          await live(new History(path.join(folder, 'mailboxes.sqlite')), steps)
        } finally {
          rmSync(folder, { recursive: true })
        }
      }),
      { seed: SEED, numRuns: HISTORIES_WITH_RESTARTS },
    )
  }, 240_000)
})
