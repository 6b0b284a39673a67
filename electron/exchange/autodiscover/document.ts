/** The body of an Autodiscover answer, read as a whole: it is small, and everything larger is none. */
import { appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import { ElementCollector, type XmlElement } from '../soap/xml-element.ts'
import { MalformedXml, XmlStream } from '../soap/xml-stream.ts'
import { TransportFailure, type TransportResponse } from '../transport/transport.ts'

/** Bytes. An answer with all settings has some 20 kB. */
export const MAXIMUM_ANSWER_BYTES = 1_048_576

/** @param host for the text of the error */
export async function readBody(response: TransportResponse, host: string): Promise<Result<Buffer>> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of response.body) {
      bytes += chunk.length
      if (bytes > MAXIMUM_ANSWER_BYTES) return failure(appError('http.too-large', { host }))
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof TransportFailure) return failure(cause.error)
    throw cause
  }
  return ok(Buffer.concat(chunks))
}

/** The root element, or the reason why it is no XML. */
export function parseDocument(bytes: Uint8Array): XmlElement | { readonly malformed: string } {
  const roots: XmlElement[] = []
  const collector = new ElementCollector(0, (element) => roots.push(element))
  let depth = -1
  let text = ''
  const stream = new XmlStream({
    piecesOf: new Set(),
    open: (name, attributes) => {
      text = ''
      collector.open(name, ++depth, attributes)
    },
    text: (value) => (text += value),
    close: () => {
      collector.close(depth--, text)
      text = ''
    },
    documentEnd: () => undefined,
  })
  try {
    stream.write(bytes)
    stream.end()
  } catch (cause) {
    if (cause instanceof MalformedXml) return { malformed: cause.message }
    throw cause
  }
  return roots[0] ?? { malformed: 'empty' }
}
