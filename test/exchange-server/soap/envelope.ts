/**
 * SOAP 1.1 envelopes: which operation a request asks for, and the frame around an answer.
 *
 * The operation is the first child of soap:Body, wherever else its name may appear in the document.
 */
import { type XmlElement, MalformedXmlError, child, parseXml } from './xml-tree.ts'
import { type Xml, element } from './xml-writer.ts'
import { schemaValidationFault } from './fault.ts'
import { NAMESPACE } from './namespaces.ts'

/** What the server says about itself in every answer (MS-OXWSCDATA 2.2.3.10). */
export type ServerVersion = {
  readonly majorVersion: number
  readonly minorVersion: number
  readonly majorBuildNumber: number
  readonly minorBuildNumber: number
  /** The newest schema that the server speaks, for example V2017_07_11. */
  readonly schema: string
}

/** Exchange Server 2019. */
export const EXCHANGE_2019: ServerVersion = {
  majorVersion: 15,
  minorVersion: 2,
  majorBuildNumber: 1544,
  minorBuildNumber: 11,
  schema: 'V2017_07_11',
}

export type RequestEnvelope = {
  readonly header: XmlElement | undefined
  readonly operation: XmlElement
}

/**
 * Reads a request.
 * @throws SoapFault when it is not well-formed or no SOAP envelope
 */
export function readEnvelope(source: string): RequestEnvelope {
  let root: XmlElement
  try {
    root = parseXml(source)
  } catch (error) {
    if (error instanceof MalformedXmlError)
      throw schemaValidationFault(error.message, error.line, error.column)
    throw error
  }
  if (root.name !== 'Envelope' || root.namespace !== NAMESPACE.soap) {
    throw schemaValidationFault(`The element '${root.name}' is no SOAP 1.1 envelope.`)
  }
  const operation = child(root, 'Body')?.children[0]
  if (operation === undefined) throw schemaValidationFault('The SOAP body holds no request.')
  return { header: child(root, 'Header'), operation }
}

/** The whole document of an answer. */
export function writeEnvelope(version: ServerVersion, body: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>${element(
    'soap:Envelope',
    { 'xmlns:soap': NAMESPACE.soap, 'xmlns:m': NAMESPACE.m, 'xmlns:t': NAMESPACE.t },
    element(
      'soap:Header',
      {},
      element('t:ServerVersionInfo', {
        MajorVersion: version.majorVersion,
        MinorVersion: version.minorVersion,
        MajorBuildNumber: version.majorBuildNumber,
        MinorBuildNumber: version.minorBuildNumber,
        Version: version.schema,
      }),
    ),
    element('soap:Body', {}, body),
  )}`
}
