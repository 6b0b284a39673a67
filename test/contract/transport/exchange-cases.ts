/** What goes out, what comes back, and what is kept between two requests. */
import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import { type Case, CREDENTIAL, USER_AGENT, aRequest, answerOf, errorOf } from './contract.ts'
import { serveHttp } from './servers.ts'

const BASIC = `Basic ${Buffer.from(`${CREDENTIAL.userName}:${CREDENTIAL.password}`).toString('base64')}`

export const exchangeCases: readonly Case[] = [
  {
    name: 'one connection is kept alive for all requests',
    run: async (scope) => {
      const server = await serveHttp(scope, (response) => response.end('ok'))
      const transport = await scope.open(server.url)
      for (const _each of [1, 2, 3]) await answerOf(transport, aRequest(server.url))
      assert.equal(server.requests.length, 3)
      assert.equal(server.connections(), 1)
    },
  },
  {
    name: 'every request carries what Exchange and its administrators need, and its length',
    run: async (scope) => {
      const server = await serveHttp(scope, (response) => response.end('ok'))
      const transport = await scope.open(server.url)
      const headers = { 'X-AnchorMailbox': 'anna@contoso.example', 'X-PreferServerAffinity': 'true' }
      const { requestId } = await answerOf(transport, aRequest(server.url, { headers, body: '<Grüezi/>' }))
      const seen = server.requests[0]?.headers ?? {}
      assert.equal(server.requests[0]?.body.toString('utf8'), '<Grüezi/>')
      assert.equal(seen['content-length'], '10')
      assert.equal(seen['transfer-encoding'], undefined)
      assert.equal(seen['user-agent'], USER_AGENT)
      assert.equal(seen['content-type'], 'text/xml; charset=utf-8')
      assert.equal(seen['accept-encoding'], 'gzip')
      assert.equal(seen.accept, 'text/xml')
      assert.equal(seen['x-anchormailbox'], 'anna@contoso.example')
      assert.equal(seen['x-preferserveraffinity'], 'true')
      assert.equal(seen.authorization, BASIC)
      assert.match(requestId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      assert.equal(seen['client-request-id'], requestId)
      assert.equal(seen['return-client-request-id'], 'true')
    },
  },
  {
    name: 'a request without a body is a GET without one',
    run: async (scope) => {
      let method = ''
      const server = await serveHttp(scope, (response, request) => {
        method = request.method ?? ''
        response.end('ok')
      })
      const transport = await scope.open(server.url)
      await answerOf(transport, aRequest(server.url, { method: 'GET', body: null }))
      assert.equal(method, 'GET')
      assert.equal(server.requests[0]?.body.length, 0)
    },
  },
  {
    name: 'a streamed body of some megabytes arrives complete, with its length and without chunks',
    run: async (scope) => {
      const server = await serveHttp(scope, (response) => response.end('ok'))
      const transport = await scope.open(server.url)
      const part = Buffer.alloc(100_000, 'abcdefg')
      const body = {
        byteLength: 30 * part.length,
        chunks: async function* () {
          for (let count = 0; count < 30; count += 1) yield await Promise.resolve(part)
        },
      }
      await answerOf(transport, aRequest(server.url, { body }))
      const [received] = server.requests
      assert.ok(received)
      assert.equal(received.headers['content-length'], String(body.byteLength))
      assert.equal(received.headers['transfer-encoding'], undefined)
      assert.ok(received.body.equals(Buffer.concat(Array<Buffer>(30).fill(part))))
    },
  },
  {
    name: 'a compressed answer arrives uncompressed, byte for byte',
    run: async (scope) => {
      const original = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * index) % 251))
      const server = await serveHttp(scope, (response) => {
        response.setHeader('Content-Encoding', 'gzip')
        response.end(gzipSync(original))
      })
      const { bytes } = await answerOf(await scope.open(server.url), aRequest(server.url))
      assert.ok(bytes.equals(original))
    },
  },
  {
    name: 'a compression that nobody asked for, and one that is none, are malformed answers',
    run: async (scope) => {
      for (const encoding of ['br', 'gzip']) {
        const server = await serveHttp(scope, (response) => {
          response.setHeader('Content-Encoding', encoding)
          response.end('this is not compressed at all')
        })
        const error = await errorOf(await scope.open(server.url), aRequest(server.url))
        assert.equal(error.code, 'exchange.malformed-response', encoding)
      }
    },
  },
  {
    name: 'an answer larger than allowed is given up, counted uncompressed',
    run: async (scope) => {
      const bomb = gzipSync(Buffer.alloc(20_000_000, ' '))
      const server = await serveHttp(scope, (response) => {
        response.setHeader('Content-Encoding', 'gzip')
        response.end(bomb)
      })
      const transport = await scope.open(server.url, { maximumResponseBytes: 1_000_000 })
      assert.equal((await errorOf(transport, aRequest(server.url))).code, 'http.too-large')
    },
  },
  {
    name: 'cookies go back to the server, and are those of one account alone',
    run: async (scope) => {
      const server = await serveHttp(scope, (response) => {
        response.setHeader('Set-Cookie', 'X-BackEndCookie=be1; path=/EWS; HttpOnly')
        response.end('ok')
      })
      const anna = await scope.open(server.url)
      const beat = await scope.open(server.url, { credential: { ...CREDENTIAL, userName: 'beat' } })
      for (const transport of [anna, anna, beat]) await answerOf(transport, aRequest(server.url))
      assert.deepEqual(
        server.requests.map(({ headers }) => headers.cookie),
        [undefined, 'X-BackEndCookie=be1', undefined],
      )
    },
  },
  {
    name: 'an account that is opened again starts without the cookies of its last run',
    run: async (scope) => {
      const server = await serveHttp(scope, (response) => {
        response.setHeader('Set-Cookie', 'X-BackEndCookie=be1; path=/EWS')
        response.end('ok')
      })
      const first = await scope.open(server.url)
      await answerOf(first, aRequest(server.url))
      await first.close()
      await answerOf(await scope.open(server.url), aRequest(server.url))
      assert.equal(server.requests[1]?.headers.cookie, undefined)
    },
  },
  {
    name: 'a redirect is an answer with its target; nothing is sent there',
    run: async (scope) => {
      const elsewhere = await serveHttp(scope, (response) => response.end('ok'))
      for (const status of [301, 302, 307, 308]) {
        const server = await serveHttp(scope, (response) => {
          response.writeHead(status, { Location: elsewhere.url }).end()
        })
        const answer = await answerOf(await scope.open(server.url), aRequest(server.url))
        assert.equal(answer.status, status)
        assert.equal(answer.headers.location, elsewhere.url)
        assert.equal(server.requests.length, 1)
      }
      assert.equal(elsewhere.connections(), 0)
    },
  },
  {
    name: 'a request to another server than that of the account is not sent',
    run: async (scope) => {
      const elsewhere = await serveHttp(scope, (response) => response.end('ok'))
      const server = await serveHttp(scope, (response) => response.end('ok'))
      const error = await errorOf(await scope.open(server.url), aRequest(elsewhere.url))
      assert.equal(error.code, 'http.redirect')
      assert.equal(elsewhere.connections(), 0)
    },
  },
  {
    name: 'every challenge of a refusal is told, and the status of every answer',
    run: async (scope) => {
      const server = await serveHttp(scope, (response) => {
        response.writeHead(503, {
          'Retry-After': '7',
          'WWW-Authenticate': ['Negotiate', 'Basic realm="a, b"'],
        })
        response.end('busy')
      })
      const answer = await answerOf(await scope.open(server.url), aRequest(server.url))
      assert.equal(answer.status, 503)
      assert.equal(answer.headers['retry-after'], '7')
      assert.deepEqual(answer.challenges, ['Negotiate', 'Basic realm="a, b"'])
      assert.equal(answer.bytes.toString(), 'busy')
    },
  },
  {
    name: 'a refused password is sent once, however often and concurrently it is tried',
    run: async (scope) => {
      const server = await serveHttp(scope, (response) => {
        response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' }).end()
      })
      const transport = await scope.open(server.url)
      const errors = await Promise.all([1, 2, 3].map(() => errorOf(transport, aRequest(server.url))))
      errors.push(await errorOf(transport, aRequest(server.url)))
      assert.deepEqual(
        errors.map(({ code }) => code),
        Array(4).fill('sign-in.refused'),
      )
      assert.equal(server.requests.length, 1)
    },
  },
]
