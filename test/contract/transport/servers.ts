/** Small servers whose every byte a case decides. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { makeCertificate, type CertificateKind } from '#test/exchange-server/http/certificates.ts'
import type { Scope } from './contract.ts'

export type HttpUnderTest = {
  readonly url: string
  readonly port: number
  readonly connections: () => number
  readonly requests: readonly { readonly headers: IncomingMessage['headers']; readonly body: Buffer }[]
}

export type Handler = (response: ServerResponse, request: IncomingMessage, body: Buffer) => void

export async function serveHttp(scope: Scope, handler: Handler): Promise<HttpUnderTest> {
  const requests: HttpUnderTest['requests'][number][] = []
  const server = createServer(listenerOf(handler, requests))
  const connections = counted(server)
  const port = await listen(scope, server)
  return { url: `http://127.0.0.1:${port}/EWS/Exchange.asmx`, port, connections, requests }
}

export async function serveHttps(
  scope: Scope,
  kind: CertificateKind,
): Promise<HttpUnderTest & { readonly authority: string; readonly certificate: string }> {
  const { key, certificate, caCertificate, protocol } = await makeCertificate(kind)
  const requests: HttpUnderTest['requests'][number][] = []
  // Electron's TLS library (BoringSSL) knows no security levels, and needs none for old protocols.
  const { ciphers, ...versions } = protocol ?? {}
  const spoken = 'electron' in process.versions ? versions : { ciphers, ...versions }
  const server = createHttpsServer(
    { key, cert: certificate, ...spoken },
    listenerOf((response) => response.end('ok'), requests),
  )
  server.on('tlsClientError', () => undefined)
  const connections = counted(server)
  const port = await listen(scope, server)
  const url = `https://127.0.0.1:${port}/EWS/Exchange.asmx`
  return { url, port, connections, requests, authority: caCertificate, certificate }
}

export type TcpUnderTest = {
  readonly port: number
  readonly url: string
  readonly connections: () => number
  /** Resolves when the first connection has been closed by the other side. */
  readonly closed: Promise<void>
}

/** @param onRequest gets the socket at its first bytes */
export async function serveTcp(scope: Scope, onRequest: (socket: Socket) => void): Promise<TcpUnderTest> {
  let onClose: () => void = () => undefined
  const closed = new Promise<void>((resolve) => (onClose = resolve))
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('close', onClose)
    socket.once('data', () => {
      onRequest(socket)
    })
  })
  const connections = counted(server)
  const port = await listen(scope, server)
  return { port, url: `http://127.0.0.1:${port}/EWS/Exchange.asmx`, connections, closed }
}

/** A port on which nobody listens. */
export async function unusedPort(scope: Scope): Promise<number> {
  const server = createTcpServer()
  const port = await listen(scope, server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

function listenerOf(handler: Handler, requests: HttpUnderTest['requests'][number][]): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      requests.push({ headers: request.headers, body })
      handler(response, request, body)
    })
  }
}

function counted(server: Server): () => number {
  let connections = 0
  server.on('connection', () => (connections += 1))
  return () => connections
}

async function listen(scope: Scope, server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  scope.onEnd(async () => {
    for (const socket of sockets) socket.destroy()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}
