/** The transport of one account in plain Node: Basic, cookies and the wire put together, one of each per account. */
import { appError } from '#shared/errors.ts'
import { failure, ok } from '#shared/result.ts'
import { withBasicAuthentication } from './basic-authentication.ts'
import { withBearerAuthentication } from './bearer-authentication.ts'
import { withCookies } from './cookie-jar.ts'
import { type NodeTransportOptions, createNodeTransport } from './node-transport.ts'
import { onlyToOrigin } from './only-to-origin.ts'
import type { OpenTransport } from './open-transport.ts'
import type { Transport } from './transport.ts'

export function nodeTransports(options: Omit<NodeTransportOptions, 'trust'>): OpenTransport {
  return ({ url, credential, trust, attempts }) => {
    const wire = (): Transport => withCookies(createNodeTransport({ ...options, trust }))
    const opened = (transport: Transport) => Promise.resolve(ok(onlyToOrigin(transport, url)))
    switch (credential.kind) {
      case 'none':
        return opened(wire())
      case 'oauth2':
        return opened(withBearerAuthentication(wire(), credential))
      case 'basic':
        return opened(withBasicAuthentication(wire(), credential, attempts))
      case 'windows':
      case 'windows-user':
        // NTLM needs its handshake on one connection, which undici does not promise; Kerberos needs Windows.
        return Promise.resolve(failure(appError('sign-in.windows-needs-application')))
    }
  }
}
