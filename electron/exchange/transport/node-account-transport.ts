/** The transport of one account in plain Node: Basic, cookies and the wire put together, one of each per account. */
import { appError } from '#shared/errors.ts'
import { failure, ok } from '#shared/result.ts'
import { withBasicAuthentication } from './basic-authentication.ts'
import { withCookies } from './cookie-jar.ts'
import { type NodeTransportOptions, createNodeTransport } from './node-transport.ts'
import { onlyToOrigin } from './only-to-origin.ts'
import type { OpenTransport } from './open-transport.ts'

export function nodeTransports(options: Omit<NodeTransportOptions, 'trust'>): OpenTransport {
  return ({ url, credential, trust }) => {
    if (credential.kind !== 'basic') {
      // NTLM needs its handshake on one connection, which undici does not promise.
      const error = appError('sign-in.method-not-available', { method: credential.kind })
      return Promise.resolve(failure(error))
    }
    const wire = createNodeTransport({ ...options, trust })
    const signedIn = withBasicAuthentication(withCookies(wire), credential)
    return Promise.resolve(ok(onlyToOrigin(signedIn, url)))
  }
}
