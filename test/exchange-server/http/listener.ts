/** Opens and closes the port on 127.0.0.1, again and again on the same number if a test wants an outage. */
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { ServerCertificate } from './certificates.ts'

const KEEP_ALIVE = 120_000 // ms, as IIS

export class Listener {
  readonly #requestListener: RequestListener
  readonly #certificate: ServerCertificate | undefined
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
        : createHttpsServer(
            { key: this.#certificate.key, cert: this.#certificate.certificate },
            this.#requestListener,
          )
    server.keepAliveTimeout = KEEP_ALIVE
    server.on('clientError', (_error, socket) => socket.destroy())
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', resolve)
    })
    this.#port = (server.address() as AddressInfo).port
    this.#server = server
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
