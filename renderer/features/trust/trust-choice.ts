/** The ways in which a person can trust a server, and what each makes of the trust of its connector. Pure. */
import type { Certificate } from '#shared/domain/certificate.ts'
import type { Trust } from '#shared/domain/trust.ts'

export type TrustChoice =
  { readonly kind: 'authority'; readonly authority: Certificate } | { readonly kind: 'pin' }

/** The authority that a server sent along, as near to the root as it goes; most servers send none. */
export function authorityIn(chain: readonly Certificate[]): Certificate | null {
  return chain.slice(1).findLast(({ isAuthority }) => isAuthority) ?? null
}

/** An authority is added to those already trusted and ends a pin: it decides from now on. */
export function trustAfter(trust: Trust, choice: TrustChoice, own: Certificate): Trust {
  return choice.kind === 'pin'
    ? { ...trust, fingerprint: own.fingerprint }
    : { authorities: withAuthority(trust.authorities, choice.authority.pem), fingerprint: null }
}

export function withAuthority(authorities: readonly string[], pem: string): string[] {
  return authorities.includes(pem) ? [...authorities] : [...authorities, pem]
}
