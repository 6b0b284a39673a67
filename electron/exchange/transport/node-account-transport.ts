/** The transport of one account in plain Node: Basic, cookies and the wire put together, one of each per account. */
import { appError } from '#shared/errors.ts'
import { failure, ok } from '#shared/result.ts'
import type { Credential } from '../credential.ts'
import { withBasicAuthentication } from './basic-authentication.ts'
import { withBearerAuthentication } from './bearer-authentication.ts'
import { withCookies } from './cookie-jar.ts'
import { type NodeTransportOptions, createNodeTransport } from './node-transport.ts'
import { onlyToOrigin } from './only-to-origin.ts'
import type { OpenTransport } from './open-transport.ts'
import type { Transport } from './transport.ts'

export function nodeTransports(options: Omit<NodeTransportOptions, 'trust'>): OpenTransport {
  return ({ url, credential, trust }) => {
    if (credential.kind === 'windows') {
      // NTLM needs its handshake on one connection, which undici does not promise.
      const error = appError('sign-in.method-not-available', { method: credential.kind })
      return Promise.resolve(failure(error))
    }
    const wire = withCookies(createNodeTransport({ ...options, trust }))
    return Promise.resolve(ok(onlyToOrigin(signedIn(wire, credential), url)))
  }
}

function signedIn(wire: Transport, credential: Credential): Transport {
  switch (credential.kind) {
    case 'none':
      return wire
    case 'oauth2':
      return withBearerAuthentication(wire, credential)
    case 'basic':
    case 'windows':
      return withBasicAuthentication(wire, credential)
  }
}
