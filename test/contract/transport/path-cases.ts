/** What a path and a server can do wrong, and how a request is given up. */
import assert from 'node:assert/strict'
import { type Case, aRequest, answerOf, bodyError, errorOf } from './contract.ts'
import { serveHttp, serveTcp, unusedPort } from './servers.ts'

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\n\r\n<Envelope>'

export const pathCases: readonly Case[] = [
  {
    name: 'an unknown host',
    run: async (scope) => {
      const url = 'https://no-such-host.invalid/EWS/Exchange.asmx'
      const error = await errorOf(await scope.open(url), aRequest(url))
      assert.equal(error.code, 'network.host-not-found')
      assert.equal(error.params.host, 'no-such-host.invalid')
    },
  },
  {
    name: 'a port on which nobody listens',
    run: async (scope) => {
      const port = await unusedPort(scope)
      const url = `http://127.0.0.1:${port}/EWS/Exchange.asmx`
      const error = await errorOf(await scope.open(url), aRequest(url))
      assert.equal(error.code, 'network.connection-refused')
      assert.deepEqual(error.params, { host: '127.0.0.1', port })
    },
  },
  {
    name: 'a connection that is dropped before the answer, not tried again',
    run: async (scope) => {
      const server = await serveTcp(scope, (socket) => socket.destroy())
      const error = await errorOf(await scope.open(server.url), aRequest(server.url))
      assert.equal(error.code, 'network.connection-lost')
      assert.equal(server.connections(), 1)
    },
  },
  {
    name: 'a connection that is dropped in the middle of the body',
    run: async (scope) => {
      const server = await serveTcp(scope, (socket) => socket.write(HEAD, () => socket.end()))
      const transport = await scope.open(server.url)
      const sent = await transport.send(aRequest(server.url))
      assert.equal((await bodyError(sent)).code, 'network.connection-lost')
    },
  },
  {
    name: 'no connection within its time: TLS that is never answered',
    run: async (scope) => {
      const server = await serveTcp(scope, () => undefined)
      const url = server.url.replace('http:', 'https:')
      const transport = await scope.open(url, { timeouts: { connect: 300, firstByte: 60_000 } })
      const error = await errorOf(transport, aRequest(url))
      assert.equal(error.code, 'network.timeout')
      assert.equal(error.params.seconds, 0.3)
    },
  },
  {
    name: 'no first byte within its time, which starts with the connection',
    run: async (scope) => {
      const server = await serveTcp(scope, () => undefined)
      const transport = await scope.open(server.url, { timeouts: { connect: 300, firstByte: 700 } })
      const error = await errorOf(transport, aRequest(server.url))
      assert.equal(error.code, 'network.timeout')
      assert.equal(error.params.seconds, 0.7)
      await server.closed
    },
  },
  {
    name: 'a body that stops in the middle',
    run: async (scope) => {
      const server = await serveTcp(scope, (socket) => socket.write(HEAD))
      const transport = await scope.open(server.url, { timeouts: { idle: 300 } })
      const error = await bodyError(await transport.send(aRequest(server.url)))
      assert.equal(error.code, 'network.timeout')
      await server.closed
    },
  },
  {
    name: 'a body that drips for ever',
    run: async (scope) => {
      const server = await serveTcp(scope, (socket) => {
        socket.write(HEAD)
        const drip = setInterval(() => socket.write(' '), 20)
        socket.on('close', () => {
          clearInterval(drip)
        })
      })
      const transport = await scope.open(server.url, { timeouts: { total: 500 } })
      const error = await errorOf(transport, aRequest(server.url))
      assert.equal(error.code, 'network.timeout')
      assert.equal(error.params.seconds, 0.5)
    },
  },
  {
    name: 'a request that is meant to take longer has a limit of its own',
    run: async (scope) => {
      const server = await serveHttp(scope, (response) => {
        response.write('slow')
        setTimeout(() => response.end('ly'), 700)
      })
      const transport = await scope.open(server.url, { timeouts: { total: 300 } })
      const sent = await transport.send(aRequest(server.url, { totalMilliseconds: 30_000 }))
      assert.ok(sent.ok)
      const parts: Uint8Array[] = []
      for await (const part of sent.value.body) parts.push(part)
      assert.equal(Buffer.concat(parts).toString(), 'slowly')
    },
  },
  {
    name: 'who reads slowly slows the server down, and loses nothing',
    run: async (scope) => {
      const part = Buffer.alloc(1_000_000, 'x')
      const total = 60
      let written = 0
      let onBlocked: () => void = () => undefined
      const blocked = new Promise<void>((resolve) => (onBlocked = resolve))
      const server = await serveHttp(scope, (response) => {
        const write = (): void => {
          if (written === total) {
            response.end()
            return
          }
          written += 1
          // No room for as long as a silence would be allowed: the reader holds the server up.
          const patience = setTimeout(onBlocked, 700)
          response.write(part, () => {
            clearTimeout(patience)
            write()
          })
        }
        write()
      })
      const transport = await scope.open(server.url, { timeouts: { idle: 600 } })
      const sent = await transport.send(aRequest(server.url))
      assert.ok(sent.ok)
      let bytes = 0
      for await (const chunk of sent.value.body) {
        if (bytes === 0) {
          await blocked
          assert.ok(written < total / 2, `${written} of ${total} MB were sent to a reader that does not read`)
        }
        bytes += chunk.length
      }
      assert.equal(bytes, total * part.length)
    },
  },
  {
    name: 'a request that was given up before it began is not sent',
    run: async (scope) => {
      const server = await serveHttp(scope, (response) => response.end('ok'))
      const transport = await scope.open(server.url)
      const error = await errorOf(transport, aRequest(server.url, { signal: AbortSignal.abort() }))
      assert.equal(error.code, 'sync.cancelled')
      assert.equal(server.requests.length, 0)
    },
  },
  {
    name: 'a request that is given up before its answer ends, and its connection with it',
    run: async (scope) => {
      const abort = new AbortController()
      const server = await serveTcp(scope, () => {
        abort.abort()
      })
      const transport = await scope.open(server.url)
      const error = await errorOf(transport, aRequest(server.url, { signal: abort.signal }))
      assert.equal(error.code, 'sync.cancelled')
      await server.closed
    },
  },
  {
    name: 'a request that is given up within the body ends, and its connection with it',
    run: async (scope) => {
      const abort = new AbortController()
      const server = await serveTcp(scope, (socket) => socket.write(HEAD))
      const transport = await scope.open(server.url)
      const sent = await transport.send(aRequest(server.url, { signal: abort.signal }))
      abort.abort()
      assert.equal((await bodyError(sent)).code, 'sync.cancelled')
      await server.closed
    },
  },
  {
    name: 'a body that nobody wants to read on ends the connection',
    run: async (scope) => {
      const server = await serveTcp(scope, (socket) => socket.write(HEAD))
      const transport = await scope.open(server.url)
      const sent = await transport.send(aRequest(server.url))
      assert.ok(sent.ok)
      for await (const _chunk of sent.value.body) break
      await server.closed
    },
  },
  {
    name: 'closing ends what is under way',
    run: async (scope) => {
      const server = await serveTcp(scope, () => {
        void transport.close()
      })
      const transport = await scope.open(server.url)
      const error = await errorOf(transport, aRequest(server.url))
      assert.match(error.code, /^(sync\.cancelled|network\.connection-lost)$/)
      await server.closed
    },
  },
  {
    name: 'after a failure the next request works',
    run: async (scope) => {
      let count = 0
      const server = await serveHttp(scope, (response, request) => {
        count += 1
        if (count === 1) request.socket.destroy()
        else response.end('ok')
      })
      const transport = await scope.open(server.url)
      await errorOf(transport, aRequest(server.url))
      assert.equal((await answerOf(transport, aRequest(server.url))).bytes.toString(), 'ok')
    },
  },
]
