/**
 * From the body of a request to the body of the answer: reads the envelope, finds the operation, runs it, frames
 * what it gives, and validates both against the schemas when asked.
 *
 * The envelope is read once, before anything is decided about the request, because journal and interceptors
 * want to know the operation; what is wrong with it is kept and answered later.
 */
import type { Caller } from './http/authentication/sign-in.ts'
import type { Answer } from './http/http-front.ts'
import { actingMailbox } from './impersonation.ts'
import { readTimeZoneDefinition } from './calendar/time-zone-definition.ts'
import { type TimeZone, UTC } from './calendar/time-zones.ts'
import type { Delivery } from './mailbox/delivery.ts'
import type { Directory } from './mailbox/directory.ts'
import type { Subscriptions } from './notifications/subscriptions.ts'
import { OPERATIONS } from './operations/index.ts'
import { errorMessage } from './operations/operation.ts'
import { validateEnvelope } from './schema-validation.ts'
import { type RequestEnvelope, type ServerVersion, readEnvelope, writeEnvelope } from './soap/envelope.ts'
import { ResponseError, SoapFault, faultXml, schemaValidationFault } from './soap/fault.ts'
import { NAMESPACE } from './soap/namespaces.ts'
import { checkRequestedVersion } from './soap/versions.ts'
import { type XmlElement, child } from './soap/xml-tree.ts'
import { type Xml, element } from './soap/xml-writer.ts'

/**
 * responses: record answers that break the schema; requests-and-responses: also record such requests and refuse
 * them with ErrorSchemaValidation, as Exchange does.
 */
export type Validation = 'off' | 'responses' | 'requests-and-responses'

/** An envelope that breaks the schema. */
export type SchemaViolation = {
  readonly direction: 'request' | 'response'
  readonly operation: string | undefined
  readonly problems: readonly string[]
  readonly envelope: string
}

/** A request whose envelope was read. */
export type ReadRequest = {
  /** Name of the EWS operation; undefined when the request is none. */
  readonly operation: string | undefined
  /** As the client wrote it, which is what is validated. */
  readonly body: string
  readonly envelope: RequestEnvelope | SoapFault
}

export type Dispatcher = {
  /** @param sent what the client wrote, where something else is read in its place */
  readonly read: (body: string, sent?: string) => ReadRequest
  readonly answer: (request: ReadRequest, caller: Caller, signal: AbortSignal) => Promise<Answer>
}

export type DispatcherOptions = {
  readonly directory: Directory
  readonly delivery: Delivery
  readonly subscriptions: Subscriptions
  readonly heartbeat: number | undefined
  /** The largest message; undefined: any. */
  readonly maximumMessageBytes: number | undefined
  readonly version: ServerVersion
  readonly validation: Validation
  /** Receives what breaks the schema. */
  readonly schemaViolations: SchemaViolation[]
  /** Receives errors in the server itself. */
  readonly failures: unknown[]
  /** Puts what an operation changed on the disk, before it is answered; throws when that fails. */
  readonly keep: () => void
}

/** @throws ResponseError for a zone that nobody knows */
function zoneOfRequest(header: XmlElement | undefined): TimeZone {
  const definition = child(child(header, 'TimeZoneContext'), 'TimeZoneDefinition')
  return definition === undefined ? UTC : readTimeZoneDefinition(definition)
}

export function makeDispatcher(options: DispatcherOptions): Dispatcher {
  const { directory, delivery, subscriptions, heartbeat, maximumMessageBytes, version, validation } = options

  const check = (
    direction: 'request' | 'response',
    operation: string | undefined,
    envelope: string,
  ): string[] => {
    const problems = validateEnvelope(envelope)
    if (problems.length > 0) options.schemaViolations.push({ direction, operation, problems, envelope })
    return problems
  }

  const run = async (
    { envelope, body }: ReadRequest,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<Xml | AsyncGenerator<Xml>> => {
    if (envelope instanceof SoapFault) throw envelope
    checkRequestedVersion(envelope.header, version)
    const request = envelope.operation
    const operation = request.namespace === NAMESPACE.m ? OPERATIONS.get(request.name) : undefined
    if (operation === undefined) {
      throw new SoapFault(
        'ErrorInvalidRequest',
        `The request is invalid: unknown operation '${request.name}'.`,
      )
    }
    if (validation === 'requests-and-responses') {
      const problem = check('request', request.name, body)[0]
      if (problem !== undefined) throw schemaValidationFault(problem)
    }
    const acting = actingMailbox(envelope.header, caller, directory)
    try {
      return await operation.handle(request, {
        caller: acting,
        directory,
        delivery,
        subscriptions,
        zone: zoneOfRequest(envelope.header),
        signal,
        heartbeat,
        maximumMessageBytes,
      })
    } catch (error) {
      if (!(error instanceof ResponseError)) throw error
      const message = errorMessage(request.name, error)
      return element(`m:${request.name}Response`, {}, element('m:ResponseMessages', {}, message))
    }
  }

  async function* envelopes(
    parts: AsyncGenerator<Xml>,
    operation: string | undefined,
  ): AsyncGenerator<string> {
    for await (const part of parts) {
      const envelope = writeEnvelope(version, part)
      if (validation !== 'off') check('response', operation, envelope)
      yield envelope
    }
  }

  const answer = async (request: ReadRequest, caller: Caller, signal: AbortSignal): Promise<Answer> => {
    try {
      const answered = await run(request, caller, signal)
      options.keep()
      if (typeof answered !== 'string') return { status: 200, body: envelopes(answered, request.operation) }
      return { status: 200, body: writeEnvelope(version, answered) }
    } catch (error) {
      if (!(error instanceof SoapFault)) options.failures.push(error)
      const fault =
        error instanceof SoapFault
          ? error
          : new SoapFault(
              'ErrorInternalServerError',
              'An internal server error occurred. The operation failed.',
            )
      return { status: 500, body: writeEnvelope(version, faultXml(fault)) }
    }
  }

  return {
    read: (body, sent = body) => {
      try {
        const envelope = readEnvelope(body)
        return { operation: envelope.operation.name, body: sent, envelope }
      } catch (error) {
        if (error instanceof SoapFault) return { operation: undefined, body: sent, envelope: error }
        throw error
      }
    },
    answer: async (request, caller, signal) => {
      const answered = await answer(request, caller, signal)
      if (validation !== 'off' && typeof answered.body === 'string')
        check('response', request.operation, answered.body)
      return answered
    },
  }
}
