/** What the server keeps of each request, for tests that assert what a client did and did not ask. */
export type JournalEntry = {
  /** Counts the requests of this server from 0. */
  readonly requestIndex: number
  readonly method: string
  readonly path: string
  /** Name of the EWS operation; undefined when the request is none. */
  readonly operation: string | undefined
  /** The user name as the client wrote it; undefined without credentials. */
  readonly user: string | undefined
  readonly clientRequestId: string | undefined
  /** HTTP status; 0 when the connection was dropped. */
  readonly status: number
  readonly requestBytes: number
  /** As sent, after compression. */
  readonly responseBytes: number
  /** From the end of the request to the answer. */
  readonly milliseconds: number
}
