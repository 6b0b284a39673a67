/** Opens and closes the port on 127.0.0.1, again and again on the same number if a test wants an outage. */
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer, Server as HttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { SecureContextOptions } from 'node:tls'
import type { ServerCertificate } from './certificates.ts'

const KEEP_ALIVE = 120_000 // ms, as IIS

export class Listener {
  readonly #requestListener: RequestListener
  #certificate: ServerCertificate | undefined
  #server: Server | undefined
  #port: number

  /** @param port 0 for a free one, which is then kept */
  constructor(requestListener: RequestListener, port: number, certificate: ServerCertificate | undefined) {
    this.#requestListener = requestListener
    this.#port = port
    this.#certificate = certificate
  }

  get port(): number {
    return this.#port
  }

  /** Begins to accept connections; nothing happens when it does already. */
  async open(): Promise<void> {
    if (this.#server !== undefined) return
    const server: Server =
      this.#certificate === undefined
        ? createHttpServer(this.#requestListener)
        : createHttpsServer(secureContext(this.#certificate), this.#requestListener)
    server.keepAliveTimeout = KEEP_ALIVE
    server.on('clientError', (_error, socket) => socket.destroy())
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', resolve)
    })
    this.#port = (server.address() as AddressInfo).port
    this.#server = server
  }

  /**
   * Shows another certificate to every new connection; the open ones go on, as with IIS.
   * @throws when there was none before, because a port cannot change between HTTP and HTTPS
   */
  renew(certificate: ServerCertificate): void {
    if (this.#certificate === undefined) throw new Error('the server speaks plain HTTP')
    this.#certificate = certificate
    if (this.#server instanceof HttpsServer) this.#server.setSecureContext(secureContext(certificate))
  }

  /** Stops to accept connections and ends the open ones. */
  async close(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined) return
    await new Promise<void>((resolve) => {
      server.close(() => {
        resolve()
      })
      server.closeAllConnections()
    })
  }
}

function secureContext({ key, certificate, protocol }: ServerCertificate): SecureContextOptions {
  return { key, cert: certificate, ...protocol }
}
