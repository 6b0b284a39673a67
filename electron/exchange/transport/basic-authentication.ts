/** Basic authentication as a layer over any transport: adds the header; the gate above it judges what comes back. */
import type { PasswordCredential } from '../credential.ts'
import { withSignInGate, type SignInAttempts } from './sign-in-gate.ts'
import type { Transport } from './transport.ts'

export function withBasicAuthentication(
  inner: Transport,
  credential: PasswordCredential,
  attempts?: SignInAttempts,
): Transport {
  const { userName, password } = credential
  const authorization = `Basic ${Buffer.from(`${userName}:${password}`, 'utf8').toString('base64')}`
  const signed: Transport = {
    send: (request) =>
      inner.send({ ...request, headers: { ...request.headers, Authorization: authorization } }),
    close: () => inner.close(),
  }
  return withSignInGate(signed, credential, attempts)
}
