/**
 * The HTTP side of the server, as IIS and Exchange's front end behave: paths, methods, sizes, chunked bodies,
 * sign-in, gzip, request ids. It knows nothing of EWS but the path; what a request means is the caller's
 * `answer`.
 *
 * The order is IIS's: unknown path 404, no sign-in 401 (whatever the method), wrong method 405.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Directory } from '../mailbox/directory.ts'
import type { Authentication } from './authentication/authentication.ts'
import { type Caller, type ResponseHeaders, type SignIn, loginOf } from './authentication/sign-in.ts'
import type { SignInCounter } from './basic-authentication.ts'
import type { Alteration, Interceptor, ReadyAnswer } from './interception.ts'
import type { JournalEntry } from './journal.ts'
import { header, readBody } from './request-body.ts'
import { sendReply } from './send-reply.ts'

export const EWS_PATH = '/EWS/Exchange.asmx'

export type Answer = {
  readonly status: number
  /** A text, or the parts of a body that goes on until it ends or the client goes away. */
  readonly body: string | AsyncIterable<string>
}

export type HttpFrontOptions<Request extends { readonly operation: string | undefined }> = {
  readonly directory: Directory
  readonly signIns: SignInCounter
  readonly authentication: Authentication
  /** Larger requests get 413. */
  readonly maximumRequestBytes: number
  readonly interceptors: ReadonlySet<Interceptor>
  /**
   * Finds out what a body asks for, before it is known whether it will be answered; must not throw.
   * @param sent what the client wrote, where an interceptor put the body in its place
   */
  readonly read: (body: string, sent?: string) => Request
  /** @param signal aborted when the client has gone */
  readonly answer: (request: Request, caller: Caller, signal: AbortSignal) => Promise<Answer>
  /** What is served beside EWS; undefined for an unknown path. */
  readonly page?: (path: string) => Page | undefined
  /** Looks at an envelope that was made or altered by an interceptor and claims to follow the schemas. */
  readonly check?: (operation: string | undefined, envelope: string) => void
  readonly onDidAnswer: (entry: JournalEntry) => void
}

export type PageRequest = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: string
  /** undefined on a page that asks for no sign-in. */
  readonly caller: Caller | undefined
}

/** Something beside EWS on the same server, for example Autodiscover. */
export type Page = {
  readonly access: 'anonymous' | 'sign-in'
  /** Sent with every answer of the page, also when it refuses a sign-in. */
  readonly headers?: ResponseHeaders
  readonly answer: (request: PageRequest) => Reply | Promise<Reply>
}

export type Reply = ReadyAnswer

const html = (status: number, title: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
  body: `<!DOCTYPE html>\r\n<html><head><title>${title}</title></head><body><h2>${status} - ${title}</h2></body></html>`,
})

/** Makes the request listener for a Node HTTP or HTTPS server. */
export function httpFront<Request extends { readonly operation: string | undefined }>(
  options: HttpFrontOptions<Request>,
): (request: IncomingMessage, response: ServerResponse) => void {
  let requests = 0
  return (request, response) => {
    const requestIndex = requests++
    // A client that goes away in the middle of its request or answer is no failure of the server.
    request.on('error', () => response.destroy())
    response.on('error', () => undefined)
    void serve(options, requestIndex, request, response).catch(() => response.destroy())
  }
}

async function serve<Request extends { readonly operation: string | undefined }>(
  options: HttpFrontOptions<Request>,
  requestIndex: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? ''
  const path = (request.url ?? '').replace(/[?#].*/s, '')
  const { body, tooLarge } = await readBody(request, options.maximumRequestBytes)
  const start = performance.now()
  const signedIn = await options.authentication.signIn(request.headers.authorization, request.socket)
  let read = options.read(body)
  const operation = method === 'POST' ? read.operation : undefined
  const ended = whenGone(response)
  const finish = (status: number, responseBytes: number): void => {
    options.onDidAnswer({
      requestIndex,
      method,
      path,
      operation,
      user: loginOf(signedIn),
      clientRequestId: header(request, 'client-request-id'),
      status,
      requestBytes: Buffer.byteLength(body),
      responseBytes,
      milliseconds: performance.now() - start,
    })
  }

  let reply: Reply | undefined
  let followsSchema: boolean | undefined
  const alterations: ((answer: Reply) => Alteration | Promise<Alteration>)[] = []
  const dropConnection = (): void => {
    finish(0, 0)
    request.socket.destroy()
  }
  const hang = async (): Promise<void> => {
    await aborted(ended)
    finish(0, 0)
  }
  let bodyToRead = body
  for (const interceptor of options.interceptors) {
    const mailbox = signedIn.kind === 'signed-in' ? signedIn.mailbox.address : undefined
    const { headers } = request
    const interception = await interceptor({
      operation,
      mailbox,
      signedIn: signedIn.kind === 'signed-in' || signedIn.kind === 'application',
      requestIndex,
      method,
      path,
      headers,
      body: bodyToRead,
      ended,
    })
    if (interception === 'pass') continue
    if (interception.kind === 'drop-connection') {
      dropConnection()
      return
    }
    if (interception.kind === 'hang') {
      await hang()
      return
    }
    if (interception.kind === 'alter') {
      if (interception.request !== undefined) bodyToRead = interception.request
      if (interception.answer !== undefined) alterations.push(interception.answer)
      followsSchema = (followsSchema ?? true) && interception.followsSchema === true
      continue
    }
    if (interception.kind === 'delay') await wait(interception.milliseconds)
    else {
      followsSchema = interception.followsSchema === true
      reply = {
        status: interception.status,
        headers: interception.headers ?? {},
        body: interception.body ?? '',
      }
    }
    break
  }
  if (bodyToRead !== body) read = options.read(bodyToRead, body)
  reply ??= await ordinaryReply(options, request, {
    method,
    path,
    tooLarge,
    signedIn,
    answer: (caller) => options.answer(read, caller, ended),
    body,
    query: new URLSearchParams((request.url ?? '').replace(/^[^?]*\??/s, '')),
  })
  for (const alter of alterations) {
    const altered = await alter(reply)
    if (altered === 'drop-connection') {
      dropConnection()
      return
    }
    if (altered === 'hang') {
      await hang()
      return
    }
    reply = altered
  }
  if (followsSchema === true && typeof reply.body === 'string' && isXml(reply)) {
    options.check?.(operation, reply.body)
  }
  const { status } = reply
  const responseBytes = await sendReply(request, response, reply, () => {
    finish(status, 0)
  })
  if (responseBytes !== undefined) finish(status, responseBytes)
}

async function ordinaryReply(
  options: Pick<HttpFrontOptions<never>, 'directory' | 'signIns' | 'authentication' | 'page'>,
  request: IncomingMessage,
  received: {
    readonly method: string
    readonly path: string
    readonly tooLarge: boolean
    readonly signedIn: SignIn
    readonly answer: (caller: Caller) => Promise<Answer>
    readonly body: string
    readonly query: URLSearchParams
  },
): Promise<Reply> {
  const page = options.page?.(received.path)
  if (page === undefined && received.path.toLowerCase() !== EWS_PATH.toLowerCase()) {
    return html(404, 'File or directory not found.')
  }
  if (request.headers['transfer-encoding'] !== undefined)
    return html(400, 'Bad Request', { Connection: 'close' })
  if (received.tooLarge) return html(413, 'Request Entity Too Large', { Connection: 'close' })
  const { signedIn, method, path, query, body } = received
  if (page?.access === 'anonymous') return await page.answer({ method, path, query, body, caller: undefined })
  if (signedIn.kind === 'refused' && signedIn.reason === 'password') {
    const user = options.directory.byLogin(signedIn.login)?.user ?? signedIn.login
    options.signIns.record(user, 'failed')
  }
  if (signedIn.kind !== 'signed-in' && signedIn.kind !== 'application') {
    const headers = { ...page?.headers, ...options.authentication.refusalHeaders(signedIn) }
    return { status: 401, headers, body: '' }
  }
  if (signedIn.kind === 'signed-in' && signedIn.by !== 'connection') {
    options.signIns.record(signedIn.mailbox.user, 'successful')
  }
  const caller: Caller =
    signedIn.kind === 'signed-in'
      ? { kind: 'user', mailbox: signedIn.mailbox }
      : { kind: 'application', application: signedIn.application }
  if (page !== undefined) {
    const reply = await page.answer({ method, path, query, body, caller })
    return { ...reply, headers: { ...page.headers, ...reply.headers } }
  }
  if (method !== 'POST') return html(405, 'Method Not Allowed', { Allow: 'POST' })
  const answer = await received.answer(caller)
  return {
    status: answer.status,
    headers: { 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'private' },
    body: answer.body,
  }
}

const isXml = (reply: Reply): boolean =>
  String(reply.headers['Content-Type'] ?? '').includes('xml') && reply.body !== ''

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else
      signal.addEventListener('abort', () => {
        resolve()
      })
  })
}

/** Aborted when the connection closes before or after the answer has ended. */
function whenGone(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  // The client may have gone while its request was read and its password checked.
  if (response.closed) controller.abort()
  else {
    response.once('close', () => {
      controller.abort()
    })
  }
  return controller.signal
}
