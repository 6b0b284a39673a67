/**
 * Whether the mailbox can be written: a folder of our own is created below its root, a draft in it is created, read and
 * deleted, and the folder is deleted again. Only when a person has allowed it for this very test; nothing is ever sent,
 * since the draft has no recipient and is only saved.
 *
 * It leaves nothing behind, however the test ends: what must be removed is noted before it is created. When the answer to
 * the creation never came, the folder is looked for by its name, which only this test uses, and deleted if it is empty.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Detail } from '#shared/domain/connection-test.ts'
import { type AppError, appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeConnection } from '../exchange/create-exchange-client.ts'
import type { ExchangeFolderId } from '../exchange/exchange-client.ts'
import type { ElementResults, StoredItem } from '../exchange/gateway/exchange-gateway.ts'
import type { ClientId } from '../exchange/gateway/values.ts'
import { EXCHANGE_STEP_TIMEOUT, clientsOf, failed, serverDetails } from './exchange-steps.ts'
import type { Step, TestAccount } from './step.ts'

/** The same in every language: whoever finds it in a mailbox must find it in the manual as well. */
export const TEST_FOLDER = 'MS EWS Konnektor Test'

const LOOKS = 3
const LOOK_AGAIN_AFTER = 2_000 // ms; all looks are within the time for cleaning up

const SUBJECT = 'MS EWS Konnektor Test'

export const writeAccess: Step = {
  id: 'write-access',
  timeout: EXCHANGE_STEP_TIMEOUT,
  needsAccount: true,
  onFailure: 'go-on',
  bodies: 'not-kept',
  run: async (target, account, findings, signal) => {
    if (account.sync.receiveOnly) {
      return { state: 'skipped', verdict: { name: 'write-access-not-needed', params: {} } }
    }
    if (!account.mayWrite) {
      return { state: 'skipped', verdict: { name: 'write-access-not-checked', params: {} } }
    }
    const opened = await clientsOf(target, account, findings)
    if (!opened.ok) return failed(opened.error, null)
    const client = opened.value.mailbox
    const folder = new TestFolder(client, account.mailbox)
    findings.atEnd.push((atEnd) => folder.remove(atEnd))
    const done: Detail[] = []
    const proven = await prove(client, folder, signal, (what) =>
      done.push({ name: 'writtenStep', value: what }),
    )
    if (!proven.ok) return failed(denied(proven.error, account), client, done)
    const verdict = { name: 'write-access-proven', params: { folder: folder.name } } as const
    return { state: 'passed', verdict, details: [...done, ...serverDetails(client)] }
  },
}

async function prove(
  client: ExchangeConnection,
  folder: TestFolder,
  signal: AbortSignal,
  onDone: (what: string) => void,
): Promise<Result<null>> {
  const created = await folder.create(signal)
  if (!created.ok) return created
  onDone('CreateFolder')
  const draft = await createDraft(client, created.value, signal)
  if (!draft.ok) return draft
  onDone('CreateItem')
  const read = await readBack(client, draft.value, signal)
  if (!read.ok) return read
  onDone('GetItem')
  const deleted = await client.gateway.deleteItems(
    {
      items: [{ kind: 'item', ...draft.value }],
      mode: 'hard-delete',
      mailed: 'nobody',
      readReceipts: 'suppress',
      affectedTaskOccurrences: 'all',
    },
    signal,
  )
  const gone = only(deleted)
  if (!gone.ok) return gone
  onDone('DeleteItem')
  const removed = await folder.delete(signal)
  if (!removed.ok)
    return failure(appError('test.folder-left-behind', { folder: folder.name, reason: removed.error.code }))
  onDone('DeleteFolder')
  return ok(null)
}

async function createDraft(
  { gateway }: ExchangeConnection,
  folder: ExchangeFolderId,
  signal: AbortSignal,
): Promise<Result<StoredItem>> {
  const draft = {
    clientId: randomUUID() as string as ClientId,
    properties: { subject: SUBJECT, body: { type: 'text', content: SUBJECT } },
  } as const
  const created = only(
    await gateway.createItems(
      { kind: 'message', items: [draft], folder: { kind: 'id', id: folder }, disposition: 'save' },
      signal,
    ),
  )
  if (!created.ok) return created
  return created.value === null ? failure(appError('test.wrote-differently')) : ok(created.value)
}

async function readBack(
  client: ExchangeConnection,
  { id }: StoredItem,
  signal: AbortSignal,
): Promise<Result<null>> {
  let read: Result<null> = failure(appError('test.wrote-differently'))
  const answer = await client.getItemProperties(
    { ids: [id], shape: { base: 'IdOnly', properties: ['item:Subject'], extended: [], body: 'best' } },
    signal,
    ({ result }) => {
      if (!result.ok) read = result
      else if (result.value.subject === SUBJECT) read = ok(null)
    },
  )
  return answer.ok ? read : answer
}

/** The folder of this test, from before it is created until it is known to be gone. */
class TestFolder {
  name = TEST_FOLDER
  readonly #client: ExchangeConnection
  readonly #mailbox: string
  #state: 'not-there' | 'maybe' | ExchangeFolderId = 'not-there'

  constructor(client: ExchangeConnection, mailbox: string) {
    this.#client = client
    this.#mailbox = mailbox
  }

  /** Under another name when another test, or one that was killed, has left one. */
  async create(signal: AbortSignal): Promise<Result<ExchangeFolderId>> {
    const first = await this.#create(signal)
    if (first.ok || first.error.code !== 'exchange.conflict') return first
    this.name = `${TEST_FOLDER} ${randomUUID().slice(0, 8)}`
    return await this.#create(signal)
  }

  async #create(signal: AbortSignal): Promise<Result<ExchangeFolderId>> {
    this.#state = 'maybe'
    const created = only(
      await this.#client.gateway.createFolders(
        {
          parent: { kind: 'distinguished', name: 'msgfolderroot', mailbox: this.#mailbox },
          folders: [{ displayName: this.name, folderClass: 'IPF.Note' }],
        },
        signal,
      ),
    )
    if (created.ok) {
      this.#state = created.value.id
      return ok(created.value.id)
    }
    // What Exchange itself refused is not there; of an answer that was lost nobody knows.
    if (created.error.params.responseCode !== undefined) this.#state = 'not-there'
    return created
  }

  /** With what is in it, for good. */
  async delete(signal: AbortSignal): Promise<Result<null>> {
    if (this.#state === 'not-there' || this.#state === 'maybe') return ok(null)
    const deleted = only(
      await this.#client.gateway.deleteFolders({ folders: [this.#state], mode: 'hard-delete' }, signal),
    )
    if (deleted.ok || deleted.error.category === 'gone') this.#state = 'not-there'
    return deleted
  }

  /** What is left to do when the test ends. */
  async remove(signal: AbortSignal): Promise<void> {
    // The server may still be at it when the answer is no longer waited for.
    for (let look = 0; this.#state === 'maybe' && look < LOOKS && !signal.aborted; look += 1) {
      if (look > 0) await pause(LOOK_AGAIN_AFTER, undefined, { signal })
      const found = await this.#find(signal)
      if (found !== null) this.#state = found
    }
    await this.delete(signal)
  }

  async #find(signal: AbortSignal): Promise<ExchangeFolderId | null> {
    const folder = { kind: 'distinguished', name: 'msgfolderroot', mailbox: this.#mailbox } as const
    let syncState: string | null = null
    for (;;) {
      const page: Awaited<ReturnType<ExchangeConnection['syncFolderHierarchy']>> =
        await this.#client.syncFolderHierarchy({ folder, syncState }, signal)
      if (!page.ok) return null
      for (const change of page.value.changes) {
        if (change.kind === 'delete' || change.folder.displayName !== this.name) continue
        const { id } = change.folder
        const found = await this.#client.getFolder({ kind: 'id', id }, signal, 'counts')
        if (found.ok && found.value.totalCount === 0) return id
      }
      if (page.value.includesLastFolderInRange || page.value.syncState === syncState) return null
      syncState = page.value.syncState
    }
  }
}

/** Reading worked: what is missing is the right to write. */
function denied(error: AppError, { mailbox, credential }: TestAccount): AppError {
  if (error.code !== 'exchange.access-denied') return error
  return appError('exchange.write-denied', { ...error.params, mailbox, userName: credential.userName })
}

function only<T>(results: Result<ElementResults<T>>): Result<T> {
  if (!results.ok) return results
  return results.value[0] ?? failure(appError('exchange.malformed-response', { reason: 'no element' }))
}
