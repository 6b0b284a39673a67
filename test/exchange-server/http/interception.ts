/**
 * Misbehaviour on demand: a test looks at each request and may have it answered badly.
 *
 * Interceptors run after the request was read and its sender determined, and before it is answered. The first
 * that does not say 'pass' decides; a delay goes on with the ordinary answer afterwards.
 */
export type InterceptedRequest = {
  /** Name of the EWS operation; undefined when the request is none. */
  readonly operation: string | undefined
  /** Address of the mailbox of the user who signed in; undefined when nobody did. */
  readonly mailbox: string | undefined
  /** Counts the requests of this server from 0. */
  readonly requestIndex: number
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

export type Interception =
  | 'pass'
  | { readonly kind: 'drop-connection' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | {
      readonly kind: 'http'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string | Uint8Array
    }

export type Interceptor = (request: InterceptedRequest) => Interception | Promise<Interception>
