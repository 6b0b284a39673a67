/** What happened in a mailbox, told to whoever listens (MS-OXWSNTIF 2.2.4). */

export type EventKind = 'Created' | 'Deleted' | 'Modified' | 'Moved' | 'Copied' | 'NewMail'

export type MailboxEvent = {
  readonly kind: EventKind
  readonly object: 'item' | 'folder'
  readonly id: string
  readonly changeKey: string
  readonly parentId: string
  /** Where it was before, for Moved, and what was copied, for Copied. */
  readonly old?: { readonly id: string; readonly parentId: string }
  /** Milliseconds since 1970. */
  readonly at: number
}
