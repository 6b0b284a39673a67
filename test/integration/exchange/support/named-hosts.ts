/**
 * Names of hosts stand for servers on this machine: a transport that sends what is meant for
 * `https://mail.contoso.example` to a port of 127.0.0.1. TLS, HTTP and everything above are real; a name that is not
 * in the list cannot be resolved. What was asked is kept, with the headers.
 */
import type { Transport, TransportRequest } from '#electron/exchange/transport/transport.ts'
import { appError } from '#shared/errors.ts'
import { failure } from '#shared/result.ts'

export type NamedHosts = {
  readonly transport: Transport
  /** As asked, in the names of the client. */
  readonly requests: readonly TransportRequest[]
}

/** @param origins the origin of a server by the origin that the client asks for */
export function namedHosts(inner: Transport, origins: Readonly<Record<string, string>>): NamedHosts {
  const requests: TransportRequest[] = []
  return {
    requests,
    transport: {
      send: async (request) => {
        requests.push(request)
        const { origin, hostname, pathname, search } = new URL(request.url)
        const target = origins[origin]
        if (target === undefined) return failure(appError('network.host-not-found', { host: hostname }))
        return await inner.send({ ...request, url: `${target}${pathname}${search}` })
      },
      close: () => inner.close(),
    },
  }
}
