/**
 * The server that `npm run bench:exchange-client` reads from, in a process of its own: the EWS test server, and before
 * it a front that keeps each answer and gives the very same bytes when the same is asked again.
 *
 * So every client of a round gets its answers at the cost of plain node:http, and what is measured is the client; the
 * round before the first fills the front. Rejected: the EWS test server alone, which writes each answer anew and would
 * be half of every figure on a machine of two cores.
 */
import { Buffer } from 'node:buffer'
import { randomFillSync } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fill } from '#test/exchange-server/content/fill.ts'
import { startExchangeServer } from '#test/exchange-server/server.ts'
import { median } from '../figures.ts'
import { type MailboxName, type ServerReady, addressOf } from './mailboxes.ts'

type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

const LINE = 57 // bytes that make a line of 76 characters

async function main([large = '', small = '', hugeBytes = '']: readonly string[]): Promise<void> {
  const names: readonly MailboxName[] = ['large', 'small', 'huge']
  const server = await startExchangeServer({
    validate: 'off',
    mailboxes: names.map((name) => ({ address: addressOf(name), user: name, password: name })),
  })
  await fill(server.mailbox(addressOf('large')), { messages: Number(large), seed: 1 })
  await fill(server.mailbox(addressOf('small')), { messages: Number(small), seed: 1 })
  await server.mailbox(addressOf('huge')).addMessage(messageOf(Number(hugeBytes)))
  const medianSize = median(
    server
      .mailbox(addressOf('large'))
      .items('inbox')
      .map(({ content }) => content.size),
  )

  const known = new Map<string, Answer>()
  const front = createServer((request, response) => {
    reply(request, response, server.url, known).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
  front.listen(0, '127.0.0.1', () => {
    const { port } = front.address() as AddressInfo
    const url = `http://127.0.0.1:${port}${new URL(server.url).pathname}`
    process.stdout.write(`${JSON.stringify({ url, medianSize } satisfies ServerReady)}\n`)
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

/** One attachment of bytes that no compression makes smaller. */
function messageOf(bytes: number): Buffer {
  const head =
    'From: Anna Meier <anna.meier@contoso.example>\r\nTo: huge@contoso.example\r\nSubject: Plan\r\n' +
    'Date: Thu, 15 Jan 2026 08:00:00 +0000\r\nMIME-Version: 1.0\r\n' +
    'Content-Type: application/octet-stream; name="plan.bin"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
  const random = randomFillSync(Buffer.alloc(LINE * 10_000))
  const lines: string[] = []
  for (let start = 0; start < random.length; start += LINE) {
    lines.push(`${random.toString('base64', start, start + LINE)}\r\n`)
  }
  const message = Buffer.alloc(bytes, lines.join(''), 'latin1')
  message.write(head, 'latin1')
  return message
}

await main(process.argv.slice(2))
