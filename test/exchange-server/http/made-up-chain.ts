/**
 * Chains of certificates with names as a test wants them: of a product that breaks up the encryption, of an authority
 * with an intermediate, and with less of it sent than a client needs. Nothing is written to disk.
 */
import { webcrypto } from 'node:crypto'
import 'reflect-metadata' // before @peculiar/x509
import * as x509 from '@peculiar/x509'
import { ALGORITHM, newKeys, privateKeyPem } from './certificates.ts'

export type ChainOptions = {
  readonly host?: string
  /** Distinguished names, `CN=…, O=…`. */
  readonly root: string
  /** Issues in place of the root. Default: there is none. */
  readonly intermediate?: string
  /** `leaf`: nothing is sent but the server's own certificate. */
  readonly sends?: 'leaf' | 'with-intermediate'
  /** Days from now at which the certificate begins and ends. */
  readonly valid?: readonly [number, number]
}

export type MadeUpChain = {
  /** PEM. */
  readonly key: string
  readonly certificate: string
  readonly rootCertificate: string
}

const DAY = 86_400_000 // ms

export async function makeUpChain(options: ChainOptions): Promise<MadeUpChain> {
  x509.cryptoProvider.set(webcrypto as Crypto)
  const { host = 'localhost', root, intermediate, sends = 'with-intermediate', valid = [-30, 90] } = options
  const day = (days: number): Date => new Date(Date.now() + days * DAY)
  const issue = async (
    subject: string,
    [from, to]: readonly [number, number],
    extensions: x509.Extension[],
    issuer?: Issuer,
  ): Promise<Issuer> => {
    const keys = await newKeys()
    const certificate = await x509.X509CertificateGenerator.create({
      ...{ subject, issuer: issuer?.certificate.subject ?? subject },
      ...{ notBefore: day(from), notAfter: day(to), signingAlgorithm: ALGORITHM },
      ...{ publicKey: keys.publicKey, signingKey: (issuer?.keys ?? keys).privateKey, extensions },
    })
    return { certificate, keys }
  }
  const authority = () => [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
  ]
  const top = await issue(root, [-400, 400], authority())
  const middle = intermediate === undefined ? null : await issue(intermediate, [-300, 300], authority(), top)
  const leaf = await issue(
    `CN=${host}`,
    valid,
    [
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    ],
    middle ?? top,
  )
  const sent = middle !== null && sends === 'with-intermediate' ? [leaf, middle] : [leaf]
  return {
    key: await privateKeyPem(leaf.keys),
    certificate: sent.map(({ certificate }) => certificate.toString('pem')).join('\n'),
    rootCertificate: top.certificate.toString('pem'),
  }
}

type Issuer = { readonly certificate: x509.X509Certificate; readonly keys: webcrypto.CryptoKeyPair }
