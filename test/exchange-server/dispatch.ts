/**
 * From the body of a request to the body of the answer: reads the envelope, finds the operation, runs it, frames
 * what it gives, and validates both against the schemas when asked.
 *
 * The envelope is read once, before anything is decided about the request, because journal and interceptors
 * want to know the operation; what is wrong with it is kept and answered later.
 */
import type { Answer } from './http/http-front.ts'
import type { Delivery } from './mailbox/delivery.ts'
import type { Directory } from './mailbox/directory.ts'
import type { Mailbox } from './mailbox/mailbox.ts'
import { OPERATIONS } from './operations/index.ts'
import { errorMessage } from './operations/operation.ts'
import { validateEnvelope } from './schema-validation.ts'
import { type RequestEnvelope, type ServerVersion, readEnvelope, writeEnvelope } from './soap/envelope.ts'
import { ResponseError, SoapFault, faultXml, schemaValidationFault } from './soap/fault.ts'
import { NAMESPACE } from './soap/namespaces.ts'
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
  readonly body: string
  readonly envelope: RequestEnvelope | SoapFault
}

export type Dispatcher = {
  readonly read: (body: string) => ReadRequest
  readonly answer: (request: ReadRequest, caller: Mailbox) => Promise<Answer>
}

export type DispatcherOptions = {
  readonly directory: Directory
  readonly delivery: Delivery
  readonly version: ServerVersion
  readonly validation: Validation
  /** Receives what breaks the schema. */
  readonly schemaViolations: SchemaViolation[]
  /** Receives errors in the server itself. */
  readonly failures: unknown[]
}

export function makeDispatcher(options: DispatcherOptions): Dispatcher {
  const { directory, delivery, version, validation } = options

  const check = (
    direction: 'request' | 'response',
    operation: string | undefined,
    envelope: string,
  ): string[] => {
    const problems = validateEnvelope(envelope)
    if (problems.length > 0) options.schemaViolations.push({ direction, operation, problems, envelope })
    return problems
  }

  const run = async ({ envelope, body }: ReadRequest, caller: Mailbox): Promise<Xml> => {
    if (envelope instanceof SoapFault) throw envelope
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
    try {
      return await operation.handle(request, { caller, directory, delivery })
    } catch (error) {
      if (!(error instanceof ResponseError)) throw error
      const message = errorMessage(request.name, error)
      return element(`m:${request.name}Response`, {}, element('m:ResponseMessages', {}, message))
    }
  }

  const answer = async (request: ReadRequest, caller: Mailbox): Promise<Answer> => {
    try {
      return { status: 200, body: writeEnvelope(version, await run(request, caller)) }
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
    read: (body) => {
      try {
        const envelope = readEnvelope(body)
        return { operation: envelope.operation.name, body, envelope }
      } catch (error) {
        if (error instanceof SoapFault) return { operation: undefined, body, envelope: error }
        throw error
      }
    },
    answer: async (request, caller) => {
      const answered = await answer(request, caller)
      if (validation !== 'off') check('response', request.operation, answered.body)
      return answered
    },
  }
}
