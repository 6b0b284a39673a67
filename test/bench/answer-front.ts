/**
 * A front before the EWS test server that keeps each answer and gives the very same bytes when the same is asked again.
 *
 * So every client of a round gets its answers at the cost of plain node:http, and what is measured is the client.
 * Rejected: the EWS test server alone, which writes each answer anew and would be half of every figure on a machine of
 * two cores.
 */
import { Buffer } from 'node:buffer'
import { type IncomingMessage, type ServerResponse, createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'

type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

/** @returns its address, with the path of the origin */
export function startFront(origin: string): Promise<string> {
  const known = new Map<string, Answer>()
  const front = createServer((request, response) => {
    reply(request, response, origin, known).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
  return new Promise((resolve) => {
    front.listen(0, '127.0.0.1', () => {
      const { port } = front.address() as AddressInfo
      resolve(`http://127.0.0.1:${port}${new URL(origin).pathname}`)
    })
  })
}

async function reply(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
  known: Map<string, Answer>,
): Promise<void> {
  const body = await whole(request)
  const { authorization = '', 'accept-encoding': encoding = '' } = request.headers
  const key = `${authorization}\n${encoding}\n${body.toString('latin1')}`
  let answer = known.get(key)
  if (answer === undefined) {
    answer = await forward(request, body, origin)
    if (answer.status === 200) known.set(key, answer)
  }
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': answer.bytes.length })
  response.end(answer.bytes)
}

function forward(request: IncomingMessage, body: Buffer, origin: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { ...request.headers, 'content-length': String(body.length) }
    delete headers['transfer-encoding']
    const forwarded = httpRequest(origin, { method: request.method, headers }, (answer) => {
      whole(answer).then((bytes) => {
        resolve({ status: answer.statusCode ?? 0, headers: kept(answer), bytes })
      }, reject)
    })
    forwarded.on('error', reject)
    forwarded.end(body)
  })
}

/** What describes the content; the rest belongs to one connection or one request. */
function kept({ headers }: IncomingMessage): Record<string, string> {
  const names = ['content-type', 'content-encoding', 'www-authenticate'] as const
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  )
}

async function whole(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}
