/** Sends an answer as IIS does: its headers, gzip where the client takes it, whole or part by part. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { ReadyAnswer } from './interception.ts'
import { header } from './request-body.ts'

const compress = promisify(gzip)
const GZIP_LEVEL = 1 // base64 hardly shrinks further, and a test must not wait for it

/**
 * @param onGone called instead when the client is not there any more
 * @returns how many bytes of body were sent
 */
export async function sendReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: ReadyAnswer,
  onGone: () => void,
): Promise<number | undefined> {
  let bytes =
    typeof reply.body === 'string'
      ? Buffer.from(reply.body, 'utf8')
      : reply.body instanceof Uint8Array
        ? reply.body
        : undefined
  const headers: Record<string, string | string[]> = {
    Server: 'Microsoft-IIS/10.0',
    'request-id': randomUUID(),
  }
  const clientRequestId = header(request, 'client-request-id')
  if (
    clientRequestId !== undefined &&
    header(request, 'return-client-request-id')?.toLowerCase() === 'true'
  ) {
    headers['client-request-id'] = clientRequestId.replace(/[^\x20-\x7e]/g, '')
  }
  const acceptsGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(header(request, 'accept-encoding') ?? '')
  if (
    acceptsGzip &&
    bytes !== undefined &&
    bytes.length > 0 &&
    reply.headers['Content-Encoding'] === undefined
  ) {
    bytes = await compress(bytes, { level: GZIP_LEVEL })
    headers['Content-Encoding'] = 'gzip'
    headers.Vary = 'Accept-Encoding'
  }
  Object.assign(headers, reply.headers)
  if (bytes !== undefined) headers['Content-Length'] ??= String(bytes.length)
  // Otherwise what a test lies about here would be refused by Node before the client could see it.
  response.strictContentLength = false
  if (response.destroyed || request.socket.destroyed) {
    onGone()
    return undefined
  }
  response.writeHead(reply.status, headers)
  if (bytes === undefined) return await sendParts(response, reply.body as AsyncIterable<string | Uint8Array>)
  response.end(request.method === 'HEAD' ? undefined : bytes)
  return bytes.length
}

/** Sends one part after the other, each as it comes. @returns how many bytes were sent */
async function sendParts(
  response: ServerResponse,
  parts: AsyncIterable<string | Uint8Array>,
): Promise<number> {
  let bytes = 0
  response.flushHeaders()
  try {
    for await (const part of parts) {
      if (response.destroyed) break
      bytes += Buffer.byteLength(part)
      response.write(part)
    }
  } catch (error) {
    if (!(error instanceof ConnectionLost)) throw error
    response.destroy()
  }
  response.end()
  return bytes
}

/** Thrown by the parts of a body: what came so far is all that the client gets. */
export class ConnectionLost extends Error {}
