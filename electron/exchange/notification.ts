/** What a streaming subscription tells (MS-OXWSNTIF 2.2.4). */
import type { Instant } from '#shared/domain/ids.ts'
import type { FolderReference } from './folder.ts'
import type { ExchangeFolderId, ExchangeItemId, SubscriptionId } from './ids.ts'

export const EVENT_TYPES = [
  'copied',
  'created',
  'deleted',
  'modified',
  'moved',
  'new-mail',
  'free-busy-changed',
] as const
export type EventType = (typeof EVENT_TYPES)[number]

export type SubscribeRequest = {
  /** At most a few of one mailbox; `all` takes every folder of the mailbox of the user who signed in. */
  readonly folders: readonly [FolderReference, ...FolderReference[]] | 'all'
  readonly events: readonly [EventType, ...EventType[]]
}

/** One event. A hint that something happened, no more: what it was tells the synchronisation. */
export type MailboxEvent = {
  /** Of a kind that nobody knows: the name of its element. */
  readonly type: EventType | { readonly unknown: string }
  readonly at: Instant | null
  readonly itemId: ExchangeItemId | null
  readonly folderId: ExchangeFolderId | null
  readonly parentFolderId: ExchangeFolderId | null
  /** Before it was moved or copied. */
  readonly oldItemId: ExchangeItemId | null
  readonly oldFolderId: ExchangeFolderId | null
  readonly oldParentFolderId: ExchangeFolderId | null
}

export type Notification =
  /** The server holds the connection open, or says that it still does. */
  | { readonly kind: 'open' }
  /** A subscription lives, and nothing happened. */
  | { readonly kind: 'heartbeat'; readonly subscriptionId: SubscriptionId }
  | {
      readonly kind: 'events'
      readonly subscriptionId: SubscriptionId
      readonly events: readonly MailboxEvent[]
    }
  /** Subscriptions that the server no longer knows; the call fails after that. */
  | { readonly kind: 'lost'; readonly subscriptionIds: readonly SubscriptionId[] }
  /** The asked time is over; some servers say it more than once. */
  | { readonly kind: 'closed' }
