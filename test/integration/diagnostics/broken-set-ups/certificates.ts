/** Certificates that do not hold. */
import type { ErrorCode } from '#shared/errors.ts'
import type { WarningName } from '#shared/domain/connection-test.ts'
import type { CertificateKind } from '#test/exchange-server/server.ts'
import { trusting } from '#test/integration/node-transport.ts'
import type { BrokenSetUp } from './broken-set-up.ts'

const certificate = (
  situation: string,
  kind: CertificateKind,
  authority: 'known' | 'unknown',
  finds: ErrorCode | WarningName,
): BrokenSetUp => ({
  situation,
  step: 'tls',
  finds,
  arrange: async (stage) => {
    const server = await stage.exchange({ tls: kind })
    return { url: server.url, ...(authority === 'known' && { trust: trusting(server) }) }
  },
})

export const CERTIFICATES: readonly BrokenSetUp[] = [
  certificate(
    'The certificate comes from the own authority of the company, which this machine does not know',
    'private-ca',
    'unknown',
    'tls.untrusted-issuer',
  ),
  certificate(
    'The server still has the certificate that Exchange made itself at its installation',
    'self-signed',
    'unknown',
    'tls.self-signed',
  ),
  certificate('Nobody has renewed the certificate', 'expired', 'known', 'tls.expired'),
  certificate(
    'The certificate was made for another name than the one in the address',
    'wrong-name',
    'known',
    'tls.wrong-name',
  ),
  certificate(
    'The certificate ends within the next weeks',
    'expires-soon',
    'known',
    'certificate-expires-soon',
  ),
  certificate('The server speaks only TLS 1.0 and 1.1', 'old-protocol', 'known', 'tls.old-protocol'),
  {
    situation: 'The certificate was replaced since somebody accepted the one before by its fingerprint',
    step: 'tls',
    finds: 'tls.pin-mismatch',
    arrange: async (stage) => {
      const server = await stage.exchange({ tls: 'self-signed' })
      const fingerprint = Array<string>(32).fill('AB').join(':')
      return { url: server.url, trust: { authorities: [], fingerprint } }
    },
  },
]
