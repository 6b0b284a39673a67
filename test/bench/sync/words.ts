/** The mailboxes of this measurement, and the words between its processes. */
import type { TransportRequest } from '#electron/exchange/transport/transport.ts'

/** The name of a mailbox is also user and password. */
export const addressOf = (mailbox: string): string => `${mailbox}@contoso.example`

/** `size` messages each, in `count` mailboxes `name-0`, `name-1` …, or one that is called `name` alone. */
export type MailboxPlan = {
  readonly name: string
  readonly count: number
  readonly messages: number
  /** As real mail, or a line of text each. */
  readonly content: 'generated' | 'tiny'
}

export function namesOf({ name, count }: MailboxPlan): string[] {
  return count === 1 ? [name] : Array.from({ length: count }, (_none, index) => `${name}-${index}`)
}

/** One line of JSON of the server when it listens. */
export type ServerReady = {
  readonly url: string
}

/** A request of a first synchronisation, to be sent again. */
export type NotedRequest = Omit<TransportRequest, 'signal' | 'body'> & { readonly body: string }

/** What a run of the engine took, of all its accounts together. */
export type SyncRun = {
  readonly milliseconds: number
  /** Of the whole process, all threads. */
  readonly cpuMilliseconds: number
  readonly requests: number
  /** Objects that were created in Winoffice Prime. */
  readonly created: number
}

/** One line of JSON of the process that runs the engine. */
export type EngineRuns = {
  readonly first: SyncRun
  /** Without changes. */
  readonly idle: readonly SyncRun[]
  /** Of the process over all of that; megabytes of 1,000,000 bytes. */
  readonly peakMegabytes: number
}
