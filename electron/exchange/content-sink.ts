/**
 * Where a large content goes while it arrives: the MIME content of a message, a file attachment.
 *
 * Operations decode base64 on the way and write piece by piece; nobody holds the whole. Adapter:
 * `content-spool.ts`, memory up to a limit and a file above it.
 */
import type { Result } from '#shared/result.ts'

export type ContentSink = {
  /** The next bytes; more come when this is settled. After a failure nothing more is written. */
  write(bytes: Uint8Array): Promise<Result<void>>
  /** Everything has arrived. */
  complete(): Promise<Result<ReceivedContent>>
  /** Gives back what the sink holds. A file that somebody has renamed meanwhile stays. */
  discard(): Promise<void>
}

export type OpenContentSink = () => ContentSink

/**
 * A content that has arrived completely. It belongs to the client, which takes a file away as soon as the taker of
 * the element has settled; who wants to keep the file renames it before.
 */
export type ReceivedContent = {
  /** Bytes. */
  readonly size: number
  /** Lower-case hex, computed while it arrived. */
  readonly sha256: string
  readonly place:
    { readonly kind: 'memory'; readonly bytes: Uint8Array } | { readonly kind: 'file'; readonly path: string }
}
