/**
 * The server that `npm run bench:sync` synchronises with, in a process of its own: the EWS test server behind a front
 * that remembers its answers. Argument: its mailboxes as JSON.
 */
import { fill } from '#test/exchange-server/content/fill.ts'
import { type Mailbox, startExchangeServer } from '#test/exchange-server/server.ts'
import { startFront } from '../answer-front.ts'
import { say } from '../figures.ts'
import { type MailboxPlan, type ServerReady, addressOf, namesOf } from './words.ts'

const plan = JSON.parse(process.argv[2] ?? '') as MailboxPlan
const server = await startExchangeServer({
  validate: 'off',
  mailboxes: namesOf(plan).map((name) => ({ address: addressOf(name), user: name, password: name })),
})
for (const name of namesOf(plan)) await fillMailbox(server.mailbox(addressOf(name)))
say(JSON.stringify({ url: await startFront(server.url) } satisfies ServerReady))

async function fillMailbox(mailbox: Mailbox): Promise<void> {
  const { messages, content } = plan
  if (content === 'generated') {
    await fill(mailbox, { messages, seed: 1 })
    return
  }
  for (let index = 0; index < messages; index++) await mailbox.addMessage(tinyMessage(index))
}

function tinyMessage(index: number): Buffer {
  return Buffer.from(
    `From: Anna Meier <anna.meier@contoso.example>\r\nTo: office@contoso.example\r\nSubject: Note ${index}\r\n` +
      `Date: Thu, 15 Jan 2026 08:00:00 +0000\r\nMessage-ID: <note-${index}@contoso.example>\r\n\r\nNote ${index}\r\n`,
  )
}
