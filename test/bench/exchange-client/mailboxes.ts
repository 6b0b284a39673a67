/** The mailboxes that are read, how they are asked for, and the words between the processes of this measurement. */

/** Every client asks SyncFolderItems in pages of this size, */
export const PAGE = 512
/** then GetItem in batches of this size, */
export const BATCH = 100
/** so many at a time. */
export const CONCURRENCY = 4

/** The name of a mailbox is also user and password. */
export type MailboxName = 'large' | 'small' | 'huge'

export const addressOf = (mailbox: MailboxName): string => `${mailbox}@contoso.example`

/** One line of JSON of the server when it listens. */
export type ServerReady = {
  readonly url: string
  /** Of the messages of the large mailbox, bytes. */
  readonly medianSize: number
}

/** One line of JSON of a client for each mailbox that it was told to read. */
export type ClientRun = {
  readonly milliseconds: number
  /** Of the whole process, all threads. */
  readonly cpuMilliseconds: number
  readonly messages: number
  /** Of the contents, decoded; of the answers for the raw download. */
  readonly bytes: number
}

/** One line of JSON of the process that reads the huge message. */
export type PeakRun = {
  readonly milliseconds: number
  /** Megabytes of 1,000,000 bytes. */
  readonly peakMegabytes: number
  /** Before the first request. */
  readonly startMegabytes: number
  readonly bytes: number
}

export function batches<T>(ids: readonly T[]): T[][] {
  const all: T[][] = []
  for (let start = 0; start < ids.length; start += BATCH) all.push(ids.slice(start, start + BATCH))
  return all
}
