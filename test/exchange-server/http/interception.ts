/**
 * Misbehaviour on demand: a test looks at each request and may have it answered badly.
 *
 * Interceptors run after the request was read and its sender determined, and before it is answered. They run in the
 * order in which they came; the first that answers, drops, hangs or delays decides, while alterations add up: what
 * one changes about a request the next one sees, and the ready answer goes through all of them in their order. An
 * alteration therefore acts after the effect took place, everything else before.
 */
import type { ResponseHeaders } from './authentication/sign-in.ts'

export type InterceptedRequest = {
  /** Name of the EWS operation; undefined when the request is none. */
  readonly operation: string | undefined
  /** Address of the mailbox of the user who signed in; undefined when nobody did. */
  readonly mailbox: string | undefined
  /** Whether somebody signed in, a user or an application. */
  readonly signedIn: boolean
  /** Counts the requests of this server from 0. */
  readonly requestIndex: number
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
  /** Aborted when the answer has been sent or the client has gone. */
  readonly ended: AbortSignal
}

export type AnswerBody = string | Uint8Array | AsyncIterable<string | Uint8Array>

/** An answer as it would be sent, before compression. */
export type ReadyAnswer = {
  readonly status: number
  readonly headers: ResponseHeaders
  readonly body: AnswerBody
}

/** hang: the answer never comes, and the connection stays open. */
export type Alteration = ReadyAnswer | 'drop-connection' | 'hang'

export type Interception =
  | 'pass'
  | { readonly kind: 'drop-connection' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | {
      readonly kind: 'http'
      readonly status: number
      readonly headers?: ResponseHeaders
      readonly body?: AnswerBody
      /** Whether the answer claims to follow the EWS schemas. Default: no. */
      readonly followsSchema?: boolean
    }
  | {
      readonly kind: 'alter'
      /** What the server is made to read in place of the body that came. */
      readonly request?: string
      /** Gives the answer that is sent in place of the one that the server made. */
      readonly answer?: (answer: ReadyAnswer) => Alteration | Promise<Alteration>
      /** Whether the answer still claims to follow the EWS schemas. Default: no. */
      readonly followsSchema?: boolean
    }

export type Interceptor = (request: InterceptedRequest) => Interception | Promise<Interception>
