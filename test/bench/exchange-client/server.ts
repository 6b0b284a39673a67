/**
 * The server that `npm run bench:exchange-client` reads from, in a process of its own: the EWS test server behind a
 * front that remembers its answers. The round before the first fills the front.
 */
import { Buffer } from 'node:buffer'
import { randomFillSync } from 'node:crypto'
import { fill } from '#test/exchange-server/content/fill.ts'
import { startExchangeServer } from '#test/exchange-server/server.ts'
import { startFront } from '../answer-front.ts'
import { median } from '../figures.ts'
import { type MailboxName, type ServerReady, addressOf } from './mailboxes.ts'

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

  const url = await startFront(server.url)
  process.stdout.write(`${JSON.stringify({ url, medianSize } satisfies ServerReady)}\n`)
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
