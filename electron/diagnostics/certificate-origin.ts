/**
 * Where a chain of certificates comes from: from the server, from something on the way that breaks up the encryption,
 * and whether it is all there. Pure; told by names, because names are what such products put into their certificates.
 */
import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import type { Certificate } from '#shared/domain/certificate.ts'

/** Names in the issuers of products that inspect TLS, and how people call these products. */
const INSPECTORS: readonly (readonly [RegExp, string])[] = [
  [/zscaler/i, 'Zscaler'],
  [/netskope|goskope/i, 'Netskope'],
  [/forti(net|gate|client|proxy)/i, 'Fortinet FortiGate'],
  [/sophos/i, 'Sophos'],
  [/palo ?alto|globalprotect/i, 'Palo Alto Networks'],
  [/blue ?coat|proxysg|symantec (web|ssl|cloud swg)/i, 'Symantec Blue Coat'],
  [/kaspersky/i, 'Kaspersky'],
  [/\beset\b/i, 'ESET'],
  [/\bavast\b|\bavg\b/i, 'Avast'],
  [/mcafee|skyhigh|trellix/i, 'McAfee'],
  [/cisco (umbrella|secure|web security|firepower)|opendns|ironport/i, 'Cisco Umbrella'],
  [/check ?point/i, 'Check Point'],
  [/watchguard/i, 'WatchGuard'],
  [/sonicwall/i, 'SonicWall'],
  [/barracuda/i, 'Barracuda'],
  [/forcepoint|websense/i, 'Forcepoint'],
  [/iboss/i, 'iboss'],
  [/cloudflare.*gateway|cloudflare for teams/i, 'Cloudflare Gateway'],
  [/bitdefender/i, 'Bitdefender'],
  [/trend ?micro/i, 'Trend Micro'],
  [/untangle|arista edge/i, 'Untangle'],
  [/smoothwall/i, 'Smoothwall'],
  [/contentkeeper/i, 'ContentKeeper'],
  [/\bsquid\b/i, 'Squid'],
  [/mitmproxy/i, 'mitmproxy'],
  [/fiddler|do_not_trust/i, 'Fiddler'],
  [/charles proxy/i, 'Charles Proxy'],
  [/portswigger|burp/i, 'Burp Suite'],
  [/adguard/i, 'AdGuard'],
]

/** The product that put its own certificate in place of the server's, or `null`. */
export function interceptorOf(chain: readonly Certificate[]): string | null {
  // The server's own subject is left out: the management page of such a product is no interception.
  const issuers = chain.map(({ issuer }) => issuer)
  return INSPECTORS.find(([pattern]) => issuers.some((issuer) => pattern.test(issuer)))?.[1] ?? null
}

/**
 * The issuer whose certificate the server should have sent along, or `null` where nothing is known to be missing.
 *
 * Known authorities issue through an intermediate of the same organisation. So a chain that ends at an issuer who is no
 * authority itself, but of the organisation of one, lacks that intermediate; with any other issuer it is the authority
 * that is unknown, and nobody sends that.
 * @param authorities PEM, those of the connector; the public ones are known
 */
export function missingIssuer(chain: readonly Certificate[], authorities: readonly string[]): string | null {
  const last = chain.at(-1)
  if (!last || last.issuer === last.subject) return null
  const known = [...publicAuthorities(), ...authorities.flatMap(subjectsOf)]
  if (known.includes(last.issuer)) return null
  const organisation = organisationOf(last.issuer)
  if (organisation === null) return null
  return known.some((subject) => organisationOf(subject) === organisation) ? last.issuer : null
}

/** Whether the chain is of an authority that the world trusts, as the one of Exchange Online is. */
export function isPublic(chain: readonly Certificate[]): boolean {
  const organisations = new Set(publicAuthorities().map(organisationOf))
  return chain.some(({ issuer }) => {
    const organisation = organisationOf(issuer)
    return organisation !== null && organisations.has(organisation)
  })
}

let known: readonly string[] | null = null

/** Subjects of the authorities that Node brings along; read once, there are some 140. */
function publicAuthorities(): readonly string[] {
  return (known ??= rootCertificates.flatMap(subjectsOf))
}

/** In the spelling of `certificateFacts`, the common name first. */
function subjectsOf(pem: string): string[] {
  return [new X509Certificate(pem).subject.split('\n').reverse().join(', ')]
}

function organisationOf(name: string): string | null {
  return /(?:^|, )O=([^,]+)/.exec(name)?.[1]?.trim().toLowerCase() ?? null
}
