/**
 * A real HTTP proxy on 127.0.0.1: makes tunnels (CONNECT), asks for a password if it is told to, serves a PAC script.
 * Whatever name is asked for, the tunnel leads to this machine, so that names which exist nowhere prove the way.
 */
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export type ProxyUnderTest = {
  readonly port: number
  /** Targets of the tunnels that were made, `host:port`. */
  readonly tunnels: readonly string[]
  /** Passwords that came and were wrong. */
  readonly refusals: readonly string[]
  /** Address of a script that sends everything through this proxy. */
  readonly pacUrl: string
  stop(): Promise<void>
}

export type ProxyOptions = {
  /** `user:password` */
  readonly credential?: string
  /** Answers this status instead of making a tunnel. */
  readonly refuse?: number
}

export async function startProxy({ credential, refuse }: ProxyOptions = {}): Promise<ProxyUnderTest> {
  const tunnels: string[] = []
  const refusals: string[] = []
  const sockets = new Set<Socket | Duplex>()
  const server = createServer((_request, response) => {
    const { port } = server.address() as AddressInfo
    response.setHeader('Content-Type', 'application/x-ns-proxy-autoconfig')
    response.end(`function FindProxyForURL() { return 'PROXY 127.0.0.1:${port}' }`)
  })
  server.on('connection', (socket) => sockets.add(socket))
  server.on('connect', (request: IncomingMessage, client: Duplex) => {
    client.on('error', () => undefined)
    const given = request.headers['proxy-authorization']
    const wanted = credential && `Basic ${Buffer.from(credential).toString('base64')}`
    if (wanted !== undefined && given !== wanted) {
      if (given !== undefined) refusals.push(given)
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\n' +
          'Proxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n',
      )
      return
    }
    if (refuse !== undefined) {
      client.end(`HTTP/1.1 ${refuse} Refused\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    const target = request.url ?? ''
    tunnels.push(target)
    const upstream = connect(Number(target.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.pipe(client).pipe(upstream)
    })
    sockets.add(upstream)
    upstream.on('error', () => client.destroy())
    upstream.on('close', () => client.destroy())
    client.on('close', () => upstream.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    tunnels,
    refusals,
    pacUrl: `http://127.0.0.1:${port}/proxy.pac`,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
