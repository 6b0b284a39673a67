/**
 * Watches mailboxes by streaming notifications, one connection each, for as many as a process may hold open. They are
 * hints: whoever is not watched, or whose server does not tell, is asked at the interval of its connector.
 *
 * Rejected: one connection for all mailboxes of a service account. It needs the grouping information of Autodiscover
 * for every mailbox, which nobody has asked for here.
 */
import type { MailboxAccess } from '#shared/domain/ews-account.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import type { Result } from '#shared/result.ts'
import { createExchangeClient } from '../exchange/create-exchange-client.ts'
import type { DistinguishedFolder } from '../exchange/exchange-client.ts'
import type { NotificationTiming } from '../exchange/notifications/notification-timing.ts'
import { StreamingNotifications } from '../exchange/notifications/streaming-notifications.ts'
import type { Transport } from '../exchange/transport/transport.ts'

/** Each takes a socket and, in the application, a session of Chromium for as long as it is open. */
export const MOST_WATCHED = 20

/** The schedule asks at intervals by itself. */
const NEVER = 2 ** 31 - 1 // the longest delay of a timer, 25 days

export type WatchedAccount = {
  readonly accountId: EwsAccountId
  readonly mailbox: string
  readonly access: MailboxAccess
  readonly url: string
  readonly userName: string
  readonly syncedKinds: readonly SyncKind[]
}

export type MailboxWatchParts = {
  readonly transportFor: (accountId: EwsAccountId) => Promise<Result<Transport>>
  readonly onDidChange: (accountId: EwsAccountId) => void
  readonly onDidChangeMode: (accountId: EwsAccountId, mode: 'streaming' | 'polling') => void
  /** Default: that of the product. */
  readonly timing?: Partial<NotificationTiming>
}

type Watched = { readonly signature: string; readonly stop: () => Promise<void> }

export class MailboxWatch {
  readonly #parts: MailboxWatchParts
  readonly #watched = new Map<EwsAccountId, Watched>()

  constructor(parts: MailboxWatchParts) {
    this.#parts = parts
  }

  /** Watches these accounts and no others; those that are as before go on undisturbed. */
  watch(accounts: readonly WatchedAccount[]): void {
    const wanted = accounts.slice(0, MOST_WATCHED)
    for (const [id, { signature, stop }] of this.#watched) {
      if (wanted.some((account) => account.accountId === id && signatureOf(account) === signature)) continue
      this.#watched.delete(id)
      void stop()
      this.#parts.onDidChangeMode(id, 'polling')
    }
    for (const account of wanted) {
      if (!this.#watched.has(account.accountId)) this.#watched.set(account.accountId, this.#start(account))
    }
  }

  async close(): Promise<void> {
    const watched = [...this.#watched.values()]
    this.#watched.clear()
    await Promise.all(watched.map(({ stop }) => stop()))
  }

  #start(account: WatchedAccount): Watched {
    let isStopped = false
    const opened = this.#open(account, () => isStopped)
    return {
      signature: signatureOf(account),
      stop: async () => {
        isStopped = true
        await (await opened)?.stop()
      },
    }
  }

  async #open(account: WatchedAccount, isStopped: () => boolean): Promise<StreamingNotifications | null> {
    const { transportFor, onDidChange, onDidChangeMode, timing } = this.#parts
    const { accountId, mailbox, access, url, userName } = account
    const transport = await transportFor(accountId)
    if (!transport.ok) return null
    if (isStopped()) {
      await transport.value.close()
      return null
    }
    let isStreaming = false
    const notifications = new StreamingNotifications({
      mailboxes: [{ key: accountId, mailbox, grouping: null, folders: foldersOf(account) }],
      createClient: () =>
        createExchangeClient({
          ...{ url, mailbox, userName },
          transport: transport.value,
          impersonates: access === 'impersonation',
        }),
      pollEvery: NEVER,
      onDidChange: () => {
        if (!isStopped() && isStreaming) onDidChange(accountId)
      },
      onDidChangeMode: (_key, { kind }) => {
        isStreaming = kind === 'streaming'
        if (!isStopped()) onDidChangeMode(accountId, kind)
      },
      ...(timing && { timing }),
    })
    notifications.start()
    return notifications
  }
}

function signatureOf(account: WatchedAccount): string {
  return JSON.stringify(account)
}

const FOLDERS: Readonly<Record<SyncKind, readonly DistinguishedFolder[]>> = {
  emails: ['inbox', 'drafts', 'outbox', 'sentitems', 'junkemail', 'deleteditems'],
  calendar: ['calendar'],
  tasks: ['tasks'],
}

function foldersOf({ syncedKinds, mailbox }: WatchedAccount) {
  const names = syncedKinds.flatMap((kind) => FOLDERS[kind])
  const [first = 'inbox', ...rest] = names
  const reference = (name: DistinguishedFolder) => ({ kind: 'distinguished', name, mailbox }) as const
  return [reference(first), ...rest.map(reference)] as const
}
