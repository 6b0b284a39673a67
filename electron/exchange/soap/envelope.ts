/**
 * Writes SOAP envelopes: strict, so that what we send always validates against the schema.
 *
 * Requests are small and of a few fixed forms, so they are template texts in which every value goes through
 * `escapeXml`. Rejected: a writer with a tree or a builder, which hides the form that one compares with
 * Microsoft's documentation.
 */
import { withoutIllegalCharacters } from './illegal-characters.ts'

/** The newest version that every Exchange since 2013 SP1 understands; nothing we send needs a newer one. */
export const REQUEST_SERVER_VERSION = 'Exchange2013_SP1'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;', // a literal one would reach the server as a line feed (XML 1.0, 2.11)
}

/** A value as text or attribute content: escaped, without what XML 1.0 cannot carry at all. */
export function escapeXml(value: string): string {
  return withoutIllegalCharacters(value).text.replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? '')
}

/** The whole envelope around one request. In `body` the prefixes `m:` and `t:` are bound. */
export function soapEnvelope(body: string): string {
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"' +
    ' xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"' +
    ' xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">' +
    `<soap:Header><t:RequestServerVersion Version="${REQUEST_SERVER_VERSION}"/></soap:Header>` +
    `<soap:Body>${body}</soap:Body></soap:Envelope>`
  )
}
