/**
 * Certificates made at run time: a private certification authority and a certificate for localhost and 127.0.0.1
 * in the varieties that a client must tell apart. Nothing is written to disk and no key outlives the process.
 *
 * Rejected: certificates in the repository, which expire, and which secret scanners rightly complain about.
 */
import { webcrypto } from 'node:crypto'
import type { SecureContextOptions } from 'node:tls'
import 'reflect-metadata' // before @peculiar/x509
import * as x509 from '@peculiar/x509'

/**
 * private-ca: valid, issued by a CA that the client must be told about; with-chain: the same, and the CA's own
 * certificate is sent along; self-signed: valid, its own issuer; expired: issued by the CA, ended yesterday;
 * expires-soon: issued by the CA, ends in ten days; wrong-name: issued by the CA for another host; old-protocol: as
 * private-ca, on a server that speaks nothing newer than TLS 1.1.
 */
export const CERTIFICATE_KINDS = [
  'private-ca',
  'with-chain',
  'self-signed',
  'expired',
  'expires-soon',
  'wrong-name',
  'old-protocol',
] as const
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number]

export type ServerCertificate = {
  /** PEM. */
  readonly key: string
  /** PEM of the server's certificate, and of what is sent along. */
  readonly certificate: string
  /** PEM of the authority to trust; the certificate itself when it is self-signed. */
  readonly caCertificate: string
  /** undefined when it is self-signed. */
  readonly authority?: CertificateAuthority
  /** What of TLS is spoken with it, in the terms of Node. Default: as Node does. */
  readonly protocol?: Pick<SecureContextOptions, 'minVersion' | 'maxVersion' | 'ciphers'>
}

/** A private certification authority, kept so that a renewed certificate can come from the same. */
export type CertificateAuthority = {
  readonly certificate: x509.X509Certificate
  readonly keys: webcrypto.CryptoKeyPair
}

// OpenSSL 3 allows SHA-1 signatures, and with them TLS 1.0 and 1.1, only on security level 0. A client in the same
// need must lower its own level as well; SSL 3 is not compiled in at all.
const OLD_PROTOCOL = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const

const DAY = 86_400_000 // ms
const DAYS_LEFT: Readonly<Record<CertificateKind, number>> = {
  'private-ca': 90,
  'with-chain': 90,
  'self-signed': 90,
  expired: -1,
  'expires-soon': 10.5,
  'wrong-name': 90,
  'old-protocol': 90,
}
export const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

export const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])

export async function privateKeyPem(keys: webcrypto.CryptoKeyPair): Promise<string> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  const lines = pkcs8.match(/.{1,64}/g) ?? []
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n')
}

/**
 * Makes a fresh certificate of the kind.
 * @param authority who issues it; a new one when left out
 * @param hostNames further names of the server
 */
export async function makeCertificate(
  kind: CertificateKind,
  authority?: CertificateAuthority,
  hostNames: readonly string[] = [],
): Promise<ServerCertificate> {
  x509.cryptoProvider.set(webcrypto as Crypto)
  const now = Date.now()
  const keys = await newKeys()
  const host = kind === 'wrong-name' ? 'mail.contoso.example' : 'localhost'
  const names: x509.JsonGeneralNames =
    kind === 'wrong-name'
      ? [{ type: 'dns', value: host }]
      : [
          { type: 'dns', value: host },
          { type: 'ip', value: '127.0.0.1' },
          ...hostNames.map((value) => ({ type: 'dns', value }) as const),
        ]
  const leaf = {
    notBefore: new Date(now - 30 * DAY),
    notAfter: new Date(now + DAYS_LEFT[kind] * DAY),
    signingAlgorithm: ALGORITHM,
  }
  const extensions = [
    new x509.SubjectAlternativeNameExtension(names),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
  ]
  if (kind === 'self-signed') {
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      ...leaf,
      extensions,
      name: `CN=${host}`,
      keys: keys,
    })
    const pem = certificate.toString('pem')
    return { key: await privateKeyPem(keys), certificate: pem, caCertificate: pem }
  }
  const issuer = authority ?? (await makeAuthority(now))
  const certificate = await x509.X509CertificateGenerator.create({
    ...leaf,
    extensions: [
      ...extensions,
      // Every authority has the same name; a client that trusts two of them must find the right one.
      await x509.AuthorityKeyIdentifierExtension.create(issuer.certificate),
    ],
    subject: `CN=${host}`,
    issuer: issuer.certificate.subject,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
  })
  return {
    key: await privateKeyPem(keys),
    certificate: [certificate, ...(kind === 'with-chain' ? [issuer.certificate] : [])]
      .map((each) => each.toString('pem'))
      .join('\n'),
    caCertificate: issuer.certificate.toString('pem'),
    authority: issuer,
    ...(kind === 'old-protocol' && { protocol: OLD_PROTOCOL }),
  }
}

async function makeAuthority(now: number): Promise<CertificateAuthority> {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Contoso Example Test CA',
    notBefore: new Date(now - 60 * DAY),
    notAfter: new Date(now + 120 * DAY),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate, keys }
}
