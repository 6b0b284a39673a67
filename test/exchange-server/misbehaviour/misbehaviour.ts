/**
 * What a misbehaviour is: one way in which real servers, or what stands before them, answer other than a client
 * would like. The catalogue (catalogue.ts) lists them all; misbehaviours.ts decides which request meets one.
 */
import type { InterceptedRequest, Interception } from '../http/interception.ts'
import type { ServerVersion } from '../soap/envelope.ts'

/** Numbers and places that a test may choose; each misbehaviour says in its description what it takes. */
export type MisbehaviourSettings = {
  /** Length of a wait, of a shift of the clock, of BackOffMilliseconds. */
  readonly milliseconds?: number
  /** Retry-After. */
  readonly seconds?: number
  /** Address of a redirect. */
  readonly location?: string
  /** Entries of a page, bytes of a piece or of a limit. */
  readonly size?: number
  /** Digits of the fraction of a second. */
  readonly digits?: number
}

export type MisbehaviourContext = {
  readonly settings: MisbehaviourSettings
  readonly version: ServerVersion
}

/** One misbehaviour that was switched on; may remember what it saw. */
export type ActiveBehaviour = {
  /** What becomes of a request that it was chosen for. */
  readonly act: (request: InterceptedRequest) => Interception
  /** Sees the requests that it was not chosen for. */
  readonly watch?: (request: InterceptedRequest) => Interception
}

export type Misbehaviour = {
  /** One line: what the client sees, and which setting changes it. */
  readonly description: string
  /**
   * http: every request for the path, signed in or not. exchange: requests for an operation by somebody who signed
   * in, because nothing else reaches Exchange itself.
   */
  readonly layer: 'http' | 'exchange'
  /** The only operations that it can act on. */
  readonly operations?: readonly string[]
  /** broken: the answer breaks the schema on purpose and is not checked. */
  readonly answers: 'valid' | 'broken'
  readonly start: (context: MisbehaviourContext) => ActiveBehaviour
}

/** A misbehaviour that remembers nothing. */
export const stateless =
  (act: (request: InterceptedRequest, context: MisbehaviourContext) => Interception): Misbehaviour['start'] =>
  (context) => ({ act: (request) => act(request, context) })
