/**
 * Impersonation as a layer over any transport: the header that makes Exchange act as the owner of a mailbox
 * (MS-OXWSSRTP; Microsoft: "Impersonation and EWS in Exchange").
 *
 * Every envelope of ours ends its header in the same way, so that one insertion serves all operations, those that are
 * templates and those that the library writes. Rejected: a parameter of every `build`.
 */
import { escapeXml } from '../soap/envelope.ts'
import type { StreamedBody, Transport, TransportRequest } from './transport.ts'

const END_OF_HEADER = '</soap:Header>'
const LONGEST_HEADER = 4_096 // bytes; ours has a few hundred

/** @param mailbox primary SMTP address of the mailbox whose owner is acted as */
export function withImpersonation(inner: Transport, mailbox: string): Transport {
  const header =
    '<t:ExchangeImpersonation><t:ConnectingSID>' +
    `<t:PrimarySmtpAddress>${escapeXml(mailbox)}</t:PrimarySmtpAddress>` +
    '</t:ConnectingSID></t:ExchangeImpersonation>'
  return {
    send: (request) => inner.send({ ...request, body: withHeader(request.body, header) }),
    close: () => inner.close(),
  }
}

function withHeader(body: TransportRequest['body'], header: string): TransportRequest['body'] {
  if (body === null) return null
  return typeof body === 'string' ? inserted(body, header) : withHeaderInStream(body, header)
}

function withHeaderInStream(body: StreamedBody, header: string): StreamedBody {
  return {
    byteLength: body.byteLength + Buffer.byteLength(header),
    chunks: async function* () {
      let begin: Buffer | null = Buffer.alloc(0)
      for await (const chunk of body.chunks()) {
        if (begin === null) {
          yield chunk
          continue
        }
        begin = Buffer.concat([begin, chunk])
        if (begin.length < LONGEST_HEADER && !begin.includes(END_OF_HEADER)) continue
        yield Buffer.from(inserted(begin.toString('latin1'), header, 'latin1'), 'latin1')
        begin = null
      }
      if (begin !== null) yield Buffer.from(inserted(begin.toString('latin1'), header, 'latin1'), 'latin1')
    },
  }
}

/** @throws when the body is no envelope of ours; to send it without the header would act as somebody else */
function inserted(envelope: string, header: string, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  const position = envelope.indexOf(END_OF_HEADER)
  if (position === -1) throw new Error('the request has no SOAP header to add ExchangeImpersonation to')
  // A text that stands for bytes takes the header as bytes too.
  const added = encoding === 'utf8' ? header : Buffer.from(header, 'utf8').toString('latin1')
  return envelope.slice(0, position) + added + envelope.slice(position)
}
