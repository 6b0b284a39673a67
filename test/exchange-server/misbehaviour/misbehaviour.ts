/**
 * What a misbehaviour is: one way in which real servers, or what stands before them, answer other than a client
 * would like. The catalogue (catalogue.ts) lists them all; misbehaviours.ts decides which request meets one.
 */
import { z } from 'zod'
import type { Random } from '../content/random.ts'
import type { ResponseHeaders } from '../http/authentication/sign-in.ts'
import type { InterceptedRequest, Interception } from '../http/interception.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import type { ServerVersion } from '../soap/envelope.ts'

/** Numbers and places that a test may choose; each misbehaviour says in its description what it takes. */
export const misbehaviourSettings = z.strictObject({
  milliseconds: z
    .int()
    .optional()
    .describe('length of a wait, of a shift of the clock, of BackOffMilliseconds'),
  seconds: z.int().min(0).optional().describe('Retry-After'),
  location: z.string().optional().describe('address of a redirect'),
  size: z.int().min(1).optional().describe('entries of a page, bytes of a piece or of a limit'),
  digits: z.int().min(0).max(9).optional().describe('digits of the fraction of a second'),
  status: z.int().min(200).max(599).optional().describe('HTTP status'),
})

export type MisbehaviourSettings = Readonly<z.infer<typeof misbehaviourSettings>>

/** What misbehaviours may know of the server. */
export type Surroundings = {
  readonly version: ServerVersion
  readonly mailboxes: () => readonly Mailbox[]
  /** The headers of a 401 of this server. */
  readonly refusalHeaders: () => ResponseHeaders
}

export type MisbehaviourContext = Surroundings & {
  readonly settings: MisbehaviourSettings
  readonly random: Random
}

/** One misbehaviour that was switched on; may remember what it saw. */
export type ActiveBehaviour = {
  /** What becomes of a request that it was chosen for. */
  readonly act: (request: InterceptedRequest) => Interception
  /** Sees every request that it could have been chosen for, before that is decided. */
  readonly watch?: (request: InterceptedRequest) => void
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
