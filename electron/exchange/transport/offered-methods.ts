/** What the challenges of a server say about the ways of signing in, in the words of an administrator. */
import type { AuthenticationMethod } from '#shared/domain/connector.ts'
import { appError, type AppError } from '#shared/errors.ts'

export const NTLM = 'NTLM'
export const NEGOTIATE = 'Negotiate (Kerberos/NTLM)'

/** Challenge schemes by their name in the header; others are shown as they came. */
const SCHEMES: Readonly<Record<string, string>> = {
  basic: 'Basic',
  ntlm: NTLM,
  negotiate: NEGOTIATE,
  bearer: 'Bearer (OAuth2)',
  digest: 'Digest',
}

/** A method, and the challenges that belong to it. */
const METHODS: Readonly<Record<AuthenticationMethod, { name: string; schemes: readonly string[] }>> = {
  basic: { name: 'Basic', schemes: ['Basic'] },
  windows: { name: 'Windows (NTLM/Negotiate)', schemes: [NTLM, NEGOTIATE] },
  oauth2: { name: 'OAuth2', schemes: ['Bearer (OAuth2)'] },
}

/** The better one first: Windows needs no more than what is there, OAuth2 an application, Basic shows the password. */
const PREFERENCE: readonly AuthenticationMethod[] = ['windows', 'oauth2', 'basic']

/** The schemes of all challenges, in human words, each once. Parameters and token68 are left out. */
export function offeredMethods(challenges: readonly string[]): string[] {
  const found = new Set<string>()
  for (const challenge of challenges) {
    // Several challenges may share one header: a scheme is a token that no `=` follows (RFC 9110, 11.6.1).
    const bare = challenge.replace(/"(?:[^"\\]|\\.)*"/g, '""')
    for (const part of bare.split(',')) {
      const scheme = /^\s*([A-Za-z][A-Za-z0-9._-]*)(?=\s+[^\s=]|\s*$)/.exec(part)?.[1]
      if (scheme !== undefined) found.add(SCHEMES[scheme.toLowerCase()] ?? scheme)
    }
  }
  return [...found]
}

/** @param offered as `offeredMethods` gives it */
export function isOffered(method: AuthenticationMethod, offered: readonly string[]): boolean {
  return METHODS[method].schemes.some((scheme) => offered.includes(scheme))
}

/** The best of what is offered; `undefined` where nothing is that we can do. */
export function preferredMethod(offered: readonly string[]): AuthenticationMethod | undefined {
  return PREFERENCE.find((each) => isOffered(each, offered))
}

/**
 * The error of a method that the server does not offer. `proposed` is the method that it does offer, for the person to
 * choose; nothing falls back to another method by itself.
 */
export function methodNotOffered(method: AuthenticationMethod, offered: readonly string[]): AppError {
  const proposed = preferredMethod(offered)
  return appError('sign-in.method-not-offered', {
    method: METHODS[method].name,
    offered: offered.join(', '),
    ...(proposed === undefined ? {} : { proposed }),
  })
}
