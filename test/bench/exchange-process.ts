/**
 * The servers that `npm run bench:exchange` measures, in a process of their own: the EWS test server with a large and a
 * small mailbox, and beside it plain node:http that answers `GET /<n>` with n bytes, as the bound of what Node can send.
 *
 * Both addresses go to standard output as one line of JSON.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fill } from '#test/exchange-server/content/fill.ts'
import { startExchangeServer } from '#test/exchange-server/server.ts'

const [large = '', small = ''] = process.argv.slice(2)
const LARGEST_ANSWER = 64_000_000 // bytes

const names = { large: Number(large), small: Number(small) }
const server = await startExchangeServer({
  validate: 'off',
  mailboxes: Object.keys(names).map((user) => ({ address: `${user}@contoso.example`, user, password: user })),
})
for (const [user, messages] of Object.entries(names)) {
  await fill(server.mailbox(`${user}@contoso.example`), { messages, seed: 1 })
}

const content = Buffer.alloc(LARGEST_ANSWER, 'A')
const plain = createServer((request, response) => {
  request.resume()
  const bytes = content.subarray(0, Number(request.url?.slice(1)))
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': bytes.length })
  response.end(bytes)
})
plain.listen(0, '127.0.0.1', () => {
  const { port } = plain.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ exchange: server.url, plain: `http://127.0.0.1:${port}/` })}\n`)
})
