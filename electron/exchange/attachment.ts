/** Attachments as GetAttachment answers them. */
import type { ReceivedContent } from './content-sink.ts'
import type { AttachmentProperties, ExchangeItem } from './item.ts'

export type FetchedAttachment = AttachmentProperties &
  (
    | {
        readonly kind: 'file'
        /** Decoded; a file is there until the taker of the attachment has settled. */
        readonly content: ReceivedContent
      }
    | {
        readonly kind: 'item'
        /** `null` when the server left it out. It has no id, nobody can ask for it again by itself. */
        readonly item: ExchangeItem | null
        /** Of items that have one. */
        readonly mime: ReceivedContent | null
      }
    /** A link to a document, and kinds that nobody knows yet. */
    | { readonly kind: 'other' }
  )
