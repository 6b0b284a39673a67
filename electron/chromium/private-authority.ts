/**
 * Whether a chain of certificates leads to one of the authorities that an administrator named.
 *
 * Chromium lets nobody add an authority to a session, so the path is built and verified by PKI.js, which knows basic
 * constraints, path lengths, key usage and name constraints. Loaded only when a server needs it: most have a
 * certificate that the system trusts. Rejected: walking the chain with `X509Certificate.verify` ourselves, which
 * would ignore all of these.
 */
import { X509Certificate } from 'node:crypto'
import { pemBlocks } from '../exchange/transport/certificate-facts.ts'

/**
 * The certificate's own validity is not asked here: an expired one still has its issuer.
 * @param chain PEM, the server's certificate first
 * @param authorities PEM, one or several certificates each
 */
export async function issuedByAuthority(
  chain: readonly [string, ...string[]],
  authorities: readonly string[],
  now: Date,
): Promise<boolean> {
  if (authorities.length === 0) return false
  const { Certificate, CertificateChainValidationEngine } = await import('pkijs')
  const read = (pem: string) => Certificate.fromBER(new Uint8Array(new X509Certificate(pem).raw).buffer)
  const [leaf, ...others] = chain
  const server = new X509Certificate(leaf)
  // A server certificate that was itself named as an authority, as self-signed ones are.
  const named = authorities.flatMap(pemBlocks)
  if (named.some((pem) => new X509Certificate(pem).fingerprint256 === server.fingerprint256)) return true
  if (!isForServers(server)) return false
  const validTo = new Date(server.validTo)
  const engine = new CertificateChainValidationEngine({
    trustedCerts: named.map(read),
    certs: [...others.map(read), read(leaf)], // PKI.js wants the server's own one last
    checkDate: validTo < now ? validTo : now,
  })
  return (await engine.verify()).result
}

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1'

/** Absent means: for everything (RFC 5280, 4.2.1.12). Node calls the extended key usage `keyUsage`. */
function isForServers({ keyUsage }: X509Certificate): boolean {
  const usages = keyUsage as string[] | undefined
  return usages === undefined || usages.includes(SERVER_AUTHENTICATION)
}
