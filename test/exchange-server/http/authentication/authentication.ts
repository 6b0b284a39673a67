/**
 * The schemes that one server offers, put together: reads the Authorization header, asks the scheme it names, and
 * says what a 401 must offer. A scheme that is not offered counts as no sign-in, as in IIS.
 *
 * Accounts that were locked after too many wrong passwords are refused here, in one place, whatever scheme
 * brought the right password. A connection or a token that was good before stays good.
 */
import { signIn as basicSignIn } from '../basic-authentication.ts'
import type { Mailbox } from '../../mailbox/mailbox.ts'
import { type BearerOptions, bearerSignIn } from './bearer.ts'
import { type AuthenticationScheme, type BearerChallenge, challenges } from './challenges.ts'
import { NtlmConnections, type NtlmOptions } from './ntlm.ts'
import type { ResponseHeaders, SignIn } from './sign-in.ts'

export type AuthenticationOptions = {
  readonly schemes: readonly AuthenticationScheme[]
  readonly realm: string
  readonly ntlm: NtlmOptions
  readonly bearer: Omit<BearerOptions, 'issuer'> & { readonly issuer: BearerOptions['issuer'] | undefined }
  readonly isLockedOut: (mailbox: Mailbox) => boolean
}

export type Authentication = {
  /** Judges one request; `connection` is what NTLM is bound to. */
  readonly signIn: (authorization: string | undefined, connection: object) => Promise<SignIn>
  /** The headers of the 401 that follows from a sign-in that did not succeed. */
  readonly refusalHeaders: (signIn: SignIn) => ResponseHeaders
}

export function makeAuthentication(options: AuthenticationOptions): Authentication {
  const schemes = new Set(options.schemes)
  const ntlm = new NtlmConnections(options.ntlm)
  const bearerErrors = new WeakMap<SignIn, string>()
  const { issuer } = options.bearer
  const bearer: BearerChallenge = {
    tenant: issuer?.tenant ?? '*',
    authorizationUri: issuer?.authorizationUri,
  }

  const judge = async (authorization: string | undefined, connection: object): Promise<SignIn> => {
    const scheme = /^[A-Za-z]+/.exec(authorization ?? '')?.[0].toLowerCase()
    if (authorization === undefined || scheme === undefined) return ntlm.signedIn(connection)
    const credentials = authorization.slice(scheme.length).trim()
    switch (scheme) {
      case 'basic':
        if (!schemes.has('basic')) break
        ntlm.forget(connection)
        return basicSignIn(authorization, options.ntlm.directory)
      case 'ntlm':
        if (!schemes.has('ntlm')) break
        return ntlm.receive(Buffer.from(credentials, 'base64'), connection, 'NTLM')
      case 'negotiate':
        if (!schemes.has('negotiate')) break
        return ntlm.receive(Buffer.from(credentials, 'base64'), connection, 'Negotiate')
      case 'bearer': {
        // An empty Bearer header is how clients ask where tokens come from.
        if (!schemes.has('bearer') || issuer === undefined || credentials === '') break
        const { signIn, error } = await bearerSignIn(credentials, { ...options.bearer, issuer })
        if (error !== undefined) bearerErrors.set(signIn, error)
        return signIn
      }
    }
    return { kind: 'none' }
  }

  return {
    signIn: async (authorization, connection) => {
      const signIn = await judge(authorization, connection)
      const proven = signIn.kind === 'signed-in' && signIn.by === 'credentials'
      if (!proven || !options.isLockedOut(signIn.mailbox)) return signIn
      ntlm.forget(connection)
      return { kind: 'refused', login: signIn.login, reason: 'locked-out' }
    },
    refusalHeaders: (signIn) => {
      if (signIn.kind === 'challenged') return signIn.headers
      const more = signIn.kind === 'refused' ? signIn.headers : undefined
      const offered = challenges(schemes, { realm: options.realm, bearer }, bearerErrors.get(signIn))
      return { 'WWW-Authenticate': offered, ...more }
    },
  }
}
