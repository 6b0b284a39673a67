/** The pieces of which bad answers are made: faults, pages, changed envelopes. */
import type { Interception, ReadyAnswer } from '../http/interception.ts'
import { type ServerVersion, writeEnvelope } from '../soap/envelope.ts'
import { NAMESPACE } from '../soap/namespaces.ts'
import { type Xml, all, element, text } from '../soap/xml-writer.ts'

const XML_HEADERS = { 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'private' } as const

export type ErrorAnswer = {
  readonly responseCode: string
  readonly message: string
  /** The t:Value elements of t:MessageXml. */
  readonly values?: Readonly<Record<string, string | number>>
}

/** The content of t:MessageXml; undefined when there are no values. */
export function valuesXml(values: ErrorAnswer['values']): Xml | undefined {
  if (values === undefined) return undefined
  return all(Object.entries(values).map(([Name, value]) => element('t:Value', { Name }, text(value))))
}

/** A SOAP fault, as Exchange writes it (MS-OXWSCDATA 2.2.3.15 has the codes); `detail` can be left out. */
export function faultAnswer(
  version: ServerVersion,
  error: ErrorAnswer,
  options: { readonly status?: number; readonly detail?: 'none' } = {},
): Interception {
  const { responseCode, message } = error
  const values = valuesXml(error.values)
  const fault = element(
    'soap:Fault',
    {},
    element('faultcode', { 'xmlns:a': NAMESPACE.t }, text(`a:${responseCode}`)),
    element('faultstring', { 'xml:lang': 'en-US' }, text(message)),
    options.detail === 'none'
      ? undefined
      : element(
          'detail',
          {},
          element('e:ResponseCode', { 'xmlns:e': NAMESPACE.e }, text(responseCode)),
          element('e:Message', { 'xmlns:e': NAMESPACE.e }, text(message)),
          values && element('t:MessageXml', { 'xmlns:t': NAMESPACE.t }, values),
        ),
  )
  return {
    kind: 'http',
    status: options.status ?? 500,
    headers: XML_HEADERS,
    body: writeEnvelope(version, fault),
  }
}

/** An envelope with these response messages and HTTP 200. */
export function messagesAnswer(
  version: ServerVersion,
  operation: string,
  messages: readonly Xml[],
): Interception {
  return {
    kind: 'http',
    status: 200,
    headers: XML_HEADERS,
    body: writeEnvelope(
      version,
      element(`m:${operation}Response`, {}, element('m:ResponseMessages', {}, all(messages))),
    ),
  }
}

/** A page for people, as IIS, load balancers and proxies send it where a client expects XML. */
export function htmlAnswer(
  status: number,
  title: string,
  headers: Readonly<Record<string, string>> = {},
): Interception {
  return {
    kind: 'http',
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
    body:
      `<!DOCTYPE html>\r\n<html><head><title>${title}</title></head>` +
      `<body><h2>${title}</h2><br>The page cannot be displayed&nbsp;&copy;</body></html>`,
  }
}

/** Changes the ready answer. What gives back the very answer that it got has not acted. */
export const alterAnswer = (
  answer: (answer: ReadyAnswer) => ReadyAnswer | Promise<ReadyAnswer>,
): Interception => ({ kind: 'alter', answer })

/** Changes each envelope of the ready answer, of an open connection each as it comes. */
export const alterText = (change: (envelope: string) => string): Interception =>
  alterAnswer((answer) => {
    const body = changeText(answer.body, change)
    return body === answer.body ? answer : { ...answer, body }
  })

export function changeText(
  body: ReadyAnswer['body'],
  change: (envelope: string) => string,
): ReadyAnswer['body'] {
  if (typeof body === 'string') return body === '' ? body : change(body)
  if (body instanceof Uint8Array) return change(Buffer.from(body).toString('utf8'))
  return (async function* () {
    for await (const part of body) {
      yield change(typeof part === 'string' ? part : Buffer.from(part).toString('utf8'))
    }
  })()
}

/** The whole body, which must have an end. */
export async function wholeBody(body: ReadyAnswer['body']): Promise<Buffer> {
  if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body)
  const parts: Buffer[] = []
  for await (const part of body) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}
