/**
 * Waits on this machine for the browser to come back with the answer of the identity provider (RFC 8252, 7.3).
 *
 * The answer is taken by POST (`response_mode=form_post`), so that the code stands in no address and no history, and
 * only with the `state` of this sign-in, in whose name nobody else can speak. The browser waits for its page until the
 * code is redeemed and the identity is known: what it shows is what really happened.
 *
 * Rejected: msal's own loopback client. It listens on all addresses of the machine, and its page says that all went
 * well before anybody knows.
 */
import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { CONTENT_SECURITY_POLICY } from './result-page.ts'

export type RedirectAnswer = {
  readonly parameters: URLSearchParams
  /** Gives the browser its page. */
  reply(page: string): void
}

export type LoopbackReceiver = {
  /** For example `http://localhost:49152`; registrations of `http://localhost` fit with any port. */
  readonly redirectUri: string
  readonly answer: Promise<RedirectAnswer>
  close(): void
}

const MAXIMUM_FORM_BYTES = 100_000
const LISTENING_ADDRESSES = ['127.0.0.1', '::1'] as const // browsers try both for localhost

/** @param foreignPage for whoever comes without the right `state` */
export async function openLoopbackReceiver(
  state: string,
  foreignPage: string,
): Promise<Result<LoopbackReceiver>> {
  let settle: (answer: RedirectAnswer) => void = () => undefined
  const answer = new Promise<RedirectAnswer>((resolve) => (settle = resolve))
  let port = 0
  let isAnswered = false

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isForUs = request.headers.host === `localhost:${port}`
    if (!isForUs || request.method !== 'POST' || request.url !== '/') {
      send(response, 404, foreignPage)
      return
    }
    const form = await formOf(request)
    if (form === null || isAnswered || !isSame(form.get('state') ?? '', state)) {
      send(response, 400, foreignPage)
      return
    }
    isAnswered = true
    settle({
      parameters: form,
      reply: (page) => {
        send(response, 200, page)
      },
    })
  }
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, response).catch(() => response.destroy())
  }

  const servers: Server[] = []
  for (const address of LISTENING_ADDRESSES) {
    const server = createServer(onRequest)
    try {
      port = await listen(server, port, address)
      servers.push(server)
    } catch (cause) {
      // A machine without IPv6 answers on the other address alone.
      if (servers.length > 0) break
      const reason = cause instanceof Error ? cause.message : String(cause)
      return failure(appError('oauth2.no-loopback', { reason }))
    }
  }
  return ok({
    redirectUri: `http://localhost:${port}`,
    answer,
    close: () => {
      for (const server of servers) {
        server.close() // lets a page that is being sent arrive
        server.closeIdleConnections()
      }
    },
  })
}

function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: address, exclusive: true }, () => {
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function send(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    Connection: 'close',
  })
  response.end(page)
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams | null> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Uint8Array>) {
    length += part.length
    if (length > MAXIMUM_FORM_BYTES) return null
    parts.push(part)
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'))
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
