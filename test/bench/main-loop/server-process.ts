/**
 * The server of `npm run bench:main-loop`, in a process of its own: answers every request with as many bytes of text as
 * its path says, `/<n>`, from memory. Its address goes to standard output.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const [largest = ''] = process.argv.slice(2)
const content = Buffer.alloc(Number(largest), '<t:Subject>Grüezi</t:Subject>')

const server = createServer((request, response) => {
  request.resume()
  const bytes = content.subarray(0, Number(request.url?.slice(1)))
  response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8', 'Content-Length': bytes.length })
  response.end(bytes)
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`http://127.0.0.1:${port}/\n`)
})
