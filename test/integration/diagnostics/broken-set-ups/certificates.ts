/** Certificates that do not hold. */
import type { ErrorCode } from '#shared/errors.ts'
import type { WarningName } from '#shared/domain/connection-test.ts'
import type { CertificateKind } from '#test/exchange-server/server.ts'
import type { ChainOptions } from '#test/exchange-server/http/made-up-chain.ts'
import { nodeWay, trusting } from '#test/integration/node-transport.ts'
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

const CONTOSO_ROOT = 'CN=Contoso Root CA, O=Contoso'

const chain = (
  situation: string,
  options: ChainOptions,
  authority: 'known' | 'unknown',
  finds: ErrorCode | WarningName,
): BrokenSetUp => ({
  situation,
  step: 'tls',
  finds,
  arrange: async (stage) => {
    const { url, rootCertificate } = await stage.secured(options)
    const trust = trusting({ caCertificate: rootCertificate })
    return { url, account: null, ...(authority === 'known' && { trust }) }
  },
})

export const CERTIFICATES: readonly BrokenSetUp[] = [
  chain(
    'The server does not send the intermediate certificate of its authority',
    { root: CONTOSO_ROOT, intermediate: 'CN=Contoso Issuing CA 2, O=Contoso', sends: 'leaf' },
    'known',
    'tls.chain-incomplete',
  ),
  chain(
    'The intermediate certificate of a public authority is missing on the server',
    { root: CONTOSO_ROOT, intermediate: 'CN=DigiCert Contoso RSA CA1, O=DigiCert Inc', sends: 'leaf' },
    'unknown',
    'tls.chain-incomplete',
  ),
  chain(
    'The clock of this machine is behind, or the new certificate was installed too early',
    { root: CONTOSO_ROOT, valid: [2, 90] },
    'known',
    'tls.not-yet-valid',
  ),
  chain(
    'A firewall inspects the encryption, and this machine does not know its authority',
    { root: 'CN=FortiGate CA, OU=Certificate Authority, O=Fortinet' },
    'unknown',
    'tls.intercepted',
  ),
  chain(
    'A virus scanner inspects the encryption on this machine',
    { root: 'CN=Kaspersky Anti-Virus Personal Root Certificate, O=AO Kaspersky Lab' },
    'known',
    'certificate-intercepted',
  ),
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
  certificate('The server speaks only TLS 1.0 and 1.1', 'old-protocol', 'known', 'tls.only-old-versions'),
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
  {
    situation: 'A proxy inspects the encryption to Exchange Online with an authority of the company',
    step: 'tls',
    finds: 'certificate-not-public',
    arrange: async (stage) => {
      const host = 'outlook.office365.com'
      const { url, rootCertificate } = await stage.secured({ host, root: CONTOSO_ROOT })
      const trust = trusting({ caCertificate: rootCertificate })
      return { url, trust, account: null, ...nodeWay(await stage.proxy()) }
    },
  },
]
