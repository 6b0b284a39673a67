/**
 * The smallest possible EWS client, for the tests of the server itself: posts an envelope and gives status,
 * headers and the answer, as text and as a tree. It deliberately shares nothing with the client of the product.
 */
import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { MalformedXmlError, type XmlElement, child, parseXml } from './soap/xml-tree.ts'

export type RawAnswer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
  /** First child of soap:Body; undefined when the answer is no XML, or malformed. */
  readonly body: XmlElement | undefined
  /** The response messages in their order. */
  readonly messages: readonly XmlElement[]
}

export type RawClientOptions = {
  readonly user?: string
  readonly password?: string
  readonly ca?: string | undefined
}

export type RawClient = {
  /** Posts the content of soap:Body; prefixes m (default), t and soap are declared. */
  readonly call: (body: string, headers?: OutgoingHttpHeaders) => Promise<RawAnswer>
  /** Sends anything at all. */
  readonly send: (options: {
    readonly method?: string
    readonly path?: string
    readonly body?: string | Uint8Array
    readonly headers?: OutgoingHttpHeaders
  }) => Promise<RawAnswer>
  readonly close: () => void
}

/** Frames the content of soap:Body. */
export function envelope(body: string): string {
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"' +
    ' xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"' +
    ' xmlns="http://schemas.microsoft.com/exchange/services/2006/messages">' +
    '<soap:Header><t:RequestServerVersion Version="Exchange2013_SP1"/></soap:Header>' +
    `<soap:Body>${body}</soap:Body></soap:Envelope>`
  )
}

/** A client with keep-alive; close it at the end. */
export function rawClient(url: string, options: RawClientOptions = {}): RawClient {
  const target = new URL(url)
  const secure = target.protocol === 'https:'
  const agent = secure
    ? new HttpsAgent({ keepAlive: true, ca: options.ca })
    : new HttpAgent({ keepAlive: true })
  const authorization: OutgoingHttpHeaders =
    options.user === undefined
      ? {}
      : {
          authorization: `Basic ${Buffer.from(`${options.user}:${options.password ?? ''}`).toString('base64')}`,
        }

  const send: RawClient['send'] = ({ method = 'POST', path = target.pathname, body = '', headers = {} }) =>
    new Promise((resolve, reject) => {
      const length: OutgoingHttpHeaders =
        headers['transfer-encoding'] === undefined ? { 'content-length': Buffer.byteLength(body) } : {}
      const request = (secure ? httpsRequest : httpRequest)(
        {
          host: target.hostname,
          port: target.port,
          agent,
          method,
          path,
          headers: { 'content-type': 'text/xml; charset=utf-8', ...authorization, ...length, ...headers },
        },
        (response) => {
          const parts: Buffer[] = []
          response.on('error', reject)
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () => {
            const bytes = Buffer.concat(parts)
            resolve(new ReceivedAnswer(response.statusCode ?? 0, response.headers, bytes))
          })
        },
      )
      request.on('error', reject)
      request.end(body)
    })

  return {
    send,
    call: (body, headers = {}) => send({ body: envelope(body), headers }),
    close: () => {
      agent.destroy()
    },
  }
}

/** Reads the answer only as far as it is looked at, so that a measurement is one of the server. */
class ReceivedAnswer implements RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  #body: XmlElement | undefined | 'unread' = 'unread'

  constructor(status: number, headers: IncomingHttpHeaders, bytes: Buffer) {
    this.status = status
    this.headers = headers
    this.bytes = bytes
  }

  get text(): string {
    return this.bytes.toString('utf8')
  }

  get body(): XmlElement | undefined {
    if (this.#body === 'unread') this.#body = this.#read()
    return this.#body
  }

  get messages(): readonly XmlElement[] {
    return child(this.body, 'ResponseMessages')?.children ?? []
  }

  #read(): XmlElement | undefined {
    const { 'content-type': type = '', 'content-encoding': encoding } = this.headers
    const isXml = type.startsWith('text/xml') && encoding === undefined
    return isXml ? bodyOf(this.text) : undefined
  }
}

function bodyOf(text: string): XmlElement | undefined {
  try {
    return child(parseXml(text), 'Body')?.children[0]
  } catch (error) {
    if (error instanceof MalformedXmlError) return undefined
    throw error
  }
}
