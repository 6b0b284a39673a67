/**
 * Validates whole SOAP envelopes against Microsoft's EWS schemas.
 *
 * libxml2 (as WebAssembly) loads `soap.xsd`, which imports Messages.xsd and Types.xsd; the imports are served
 * from memory by an input provider, so nothing depends on the working directory. The schema lies in the shared
 * test material, see shared-folder.ts. `soap.xsd` knows no SOAP fault, so its declaration (SOAP 1.1, section
 * 4.4) is added here. The schema is compiled once per process, at the first use.
 *
 * Rejected: the command `xmllint` (not installed everywhere, a process per envelope) and validators in
 * JavaScript (none covers the derivation by extension that the EWS types are made of).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  ParseOption,
  XmlBufferInputProvider,
  XmlDocument,
  XmlLibError,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm'
import { SHARED_FOLDER_MISSING, sharedFolder } from './shared-folder.ts'

// The fault's children are unqualified, its detail is free (SOAP 1.1, section 4.4).
const SOAP_FAULT = `<xs:element name="Fault"><xs:complexType><xs:sequence>
<xs:element name="faultcode" type="xs:QName" form="unqualified"/>
<xs:element name="faultstring" form="unqualified"><xs:complexType><xs:simpleContent>
<xs:extension base="xs:string"><xs:anyAttribute processContents="skip"/></xs:extension>
</xs:simpleContent></xs:complexType></xs:element>
<xs:element name="faultactor" type="xs:anyURI" minOccurs="0" form="unqualified"/>
<xs:element name="detail" minOccurs="0" form="unqualified"><xs:complexType><xs:sequence>
<xs:any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>`

const SCHEMA_BASE = 'ews-schema:///'

let validator: XsdValidator | undefined

function loadValidator(): XsdValidator {
  if (validator !== undefined) return validator
  const folder = sharedFolder()
  if (folder === undefined) throw new Error(SHARED_FOLDER_MISSING)
  const read = (name: string): Buffer => readFileSync(join(folder, 'ews', 'schema', name))
  const files = ['Messages.xsd', 'Types.xsd', 'xml.xsd'] as const
  xmlRegisterInputProvider(
    new XmlBufferInputProvider(Object.fromEntries(files.map((name) => [SCHEMA_BASE + name, read(name)]))),
  )
  const soap = read('soap.xsd').toString('utf8').replace('</xs:schema>', `${SOAP_FAULT}</xs:schema>`)
  const schema = XmlDocument.fromString(soap, { url: `${SCHEMA_BASE}soap.xsd` })
  try {
    validator = XsdValidator.fromDoc(schema)
  } finally {
    schema.dispose()
  }
  return validator
}

/** Whether `validateEnvelope` can work on this machine. */
export function canValidate(): boolean {
  return sharedFolder() !== undefined
}

/**
 * Checks one SOAP envelope (request, response or fault).
 * @returns what is wrong, one text per violation; empty for a valid envelope
 * @throws when the schemas are not on this machine
 */
export function validateEnvelope(xml: string | Uint8Array): string[] {
  const schema = loadValidator()
  let document: XmlDocument | undefined
  try {
    const options = { option: ParseOption.XML_PARSE_HUGE } // a single MIME content may exceed 10 MB
    document =
      typeof xml === 'string' ? XmlDocument.fromString(xml, options) : XmlDocument.fromBuffer(xml, options)
    schema.validate(document)
    return []
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error
    const details = error.details.map((detail) => `line ${detail.line}: ${detail.message.trim()}`)
    return details.length > 0 ? details : [error.message]
  } finally {
    document?.dispose()
  }
}
