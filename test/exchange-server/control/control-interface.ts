/**
 * The handle of the test server over HTTP, for tests in another process: JSON in, JSON out, on 127.0.0.1 and a port
 * of its own, so that an outage of EWS does not reach it. `GET /` says what there is, with a JSON schema of each body.
 *
 * It has no sign-in, as the server holds nothing but made-up mail. Web pages are kept out all the same: a request with
 * an Origin, or for a host name that is not this machine's, is refused, and a body must be JSON, which a page cannot
 * send to another origin unasked. Rejected: operations of EWS itself for this (a client's own errors would hide
 * them) and a web framework (a dependency for a list of routes).
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { Listener } from '../http/listener.ts'
import type { ExchangeServer } from '../server.ts'
import { ResponseError } from '../soap/fault.ts'
import { MalformedXmlError } from '../soap/xml-tree.ts'
import { MAILBOX_ROUTES } from './mailbox-routes.ts'
import { ControlError, type Route, matchPath } from './route.ts'
import { SERVER_ROUTES } from './server-routes.ts'

export type ControlInterface = {
  /** For example http://127.0.0.1:40003. */
  readonly url: string
  readonly port: number
  stop(): Promise<void>
}

type Reply = { readonly status: number; readonly content?: unknown }

const ROUTES: readonly Route[] = [...SERVER_ROUTES, ...MAILBOX_ROUTES]

/** @param port 0 for a free one */
export async function startControlInterface(server: ExchangeServer, port = 0): Promise<ControlInterface> {
  const listener = new Listener(
    (request, response) => {
      void serve(server, request, response)
    },
    port,
    undefined,
  )
  await listener.open()
  return {
    url: `http://127.0.0.1:${listener.port}`,
    port: listener.port,
    stop: () => listener.close(),
  }
}

async function serve(
  server: ExchangeServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = await answer(server, request).catch(failure)
  if (reply.content === undefined) {
    response.writeHead(reply.status).end()
    return
  }
  response.writeHead(reply.status, { 'Content-Type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(reply.content))
}

async function answer(server: ExchangeServer, request: IncomingMessage): Promise<Reply> {
  const { origin, host = '', 'content-type': contentType = '' } = request.headers
  if (origin !== undefined || !/^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host)) {
    throw new ControlError(403, 'only for programs on this machine')
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
  if (pathname === '/' && request.method === 'GET') return { status: 200, content: description() }
  const { route, params } = find(request.method ?? '', pathname)
  const content = await text(request)
  if (route.schema !== undefined && !/^application\/json\b/i.test(contentType)) {
    throw new ControlError(415, 'the body must be application/json')
  }
  const answered = await route.answer({
    server,
    param: (name) => params.get(name) ?? '',
    query: searchParams,
    body: route.schema === undefined ? undefined : parseJson(content),
  })
  return answered === undefined
    ? { status: 204 }
    : { status: route.method === 'POST' ? 201 : 200, content: answered }
}

function find(
  method: string,
  path: string,
): { readonly route: Route; readonly params: ReadonlyMap<string, string> } {
  const found = ROUTES.flatMap((route) => {
    const params = matchPath(route.path, path)
    return params === undefined ? [] : [{ route, params }]
  })
  const match = found.find(({ route }) => route.method === method)
  if (match !== undefined) return match
  if (found.length === 0) throw new ControlError(404, `there is nothing at ${path}`)
  throw new ControlError(405, `only ${found.map(({ route }) => route.method).join(', ')}`)
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    throw new ControlError(400, 'the body is no JSON')
  }
}

function failure(error: unknown): Reply {
  if (error instanceof ControlError) return { status: error.status, content: { error: error.message } }
  if (error instanceof z.ZodError) {
    const problems = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    return { status: 400, content: { error: 'the body is not what it should be', problems } }
  }
  if (error instanceof ResponseError) {
    return { status: 422, content: { error: error.message, responseCode: error.responseCode } }
  }
  if (error instanceof MalformedXmlError || error instanceof URIError) {
    return { status: 400, content: { error: error.message } }
  }
  return { status: 500, content: { error: String(error) } }
}

function description(): unknown {
  return ROUTES.map(({ method, path, summary, schema }) => ({
    method,
    path,
    summary,
    ...(schema !== undefined && { body: z.toJSONSchema(schema, { io: 'input' }) }),
  }))
}
