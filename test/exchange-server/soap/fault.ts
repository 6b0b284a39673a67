/**
 * The two ways in which a request can fail: the whole request (a SOAP fault, HTTP 500) or one element of it
 * (a response message of class Error). Operations throw one of the two; nothing else leaves an operation.
 */
import { type Xml, element, leaf, sequence, text } from './xml-writer.ts'
import { NAMESPACE } from './namespaces.ts'

/** Ends the whole request with a SOAP fault, as Exchange answers it with HTTP 500. */
export class SoapFault extends Error {
  readonly responseCode: string
  readonly faultString: string
  readonly position:
    { readonly line: number; readonly column: number; readonly violation: string } | undefined

  constructor(
    responseCode: string,
    message: string,
    details: {
      faultString?: string
      position?: { readonly line: number; readonly column: number; readonly violation: string }
    } = {},
  ) {
    super(message)
    this.name = 'SoapFault'
    this.responseCode = responseCode
    this.faultString = details.faultString ?? message
    this.position = details.position
  }
}

/** Fails one element of a batch; the others are answered. */
export class ResponseError extends Error {
  readonly responseCode: string
  readonly messageXml: Xml | undefined

  constructor(responseCode: string, message: string, messageXml?: Xml) {
    super(message)
    this.name = 'ResponseError'
    this.responseCode = responseCode
    this.messageXml = messageXml
  }
}

/** The fault for a request that does not follow the schema. Lines and columns count from 1. */
export function schemaValidationFault(violation: string, line = 1, column = 1): SoapFault {
  return new SoapFault('ErrorSchemaValidation', 'The request failed schema validation.', {
    faultString: `The request failed schema validation: ${violation}`,
    position: { line, column, violation },
  })
}

/** The soap:Fault element, in the form Exchange 2013 and later write it. */
export function faultXml(fault: SoapFault): Xml {
  const { position } = fault
  return element(
    'soap:Fault',
    {},
    element('faultcode', { 'xmlns:a': NAMESPACE.t }, text(`a:${fault.responseCode}`)),
    element('faultstring', { 'xml:lang': 'en-US' }, text(fault.faultString)),
    element(
      'detail',
      {},
      element('e:ResponseCode', { 'xmlns:e': NAMESPACE.e }, text(fault.responseCode)),
      element('e:Message', { 'xmlns:e': NAMESPACE.e }, text(fault.message)),
      position &&
        element(
          't:MessageXml',
          { 'xmlns:t': NAMESPACE.t },
          sequence(
            leaf('t:LineNumber', position.line),
            leaf('t:LinePosition', position.column),
            leaf('t:Violation', position.violation),
          ),
        ),
    ),
  )
}
