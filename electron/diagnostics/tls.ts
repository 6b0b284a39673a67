/**
 * The encryption, looked at on the way of the synchronisation (`inspect-certificate.ts`), also through a proxy
 * and with the trust of the connector: protocol, the whole chain, and what is wrong with it. What else the certificate
 * tells is judged here: whether it comes from the server or from something that breaks up the encryption, and whether
 * the server sent all of it.
 *
 * `http`, allowed for this machine only, passes with a warning.
 *
 * Rejected: a handshake of this step's own. It would go another way than the application does, and trust others.
 */
import type { Certificate } from '#shared/domain/certificate.ts'
import { daysLeft, isExpiringSoon } from '#shared/domain/certificate-validity.ts'
import type { Detail, Offer } from '#shared/domain/connection-test.ts'
import { serviceKindOf } from '#shared/domain/exchange-url.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { NO_CREDENTIAL } from '../exchange/credential.ts'
import { discardBody } from '../exchange/transport/discard-body.ts'
import { INSPECTION_TIMEOUT, type Inspection } from '../exchange/transport/inspect-certificate.ts'
import { seconds } from '../exchange/transport/network-errors.ts'
import { interceptorOf, isPublic, missingIssuer } from './certificate-origin.ts'
import { type Findings, type Step, type StepOutcome, type TestTarget, hostOf, portOf } from './step.ts'

const TIMEOUT = 2 * INSPECTION_TIMEOUT + 5_000 // ms; a look at the chain, then the verdict of the network stack

export const tls: Step = {
  id: 'tls',
  timeout: TIMEOUT,
  needsAccount: false,
  run: async (target, findings, signal) => {
    const { url, trust, inspectCertificate } = target
    if (url.protocol !== 'https:') {
      return { state: 'warning', verdict: { name: 'not-encrypted-loopback', params: {} }, details: [] }
    }
    const inspected = await inspectCertificate({ url: url.href, trust, signal })
    if (inspected.ok) return verdictOf(target, inspected.value, findings)
    const error = ofHandshake(inspected.error, url)
    // The proxy has let the transport through; what it does not let through is only the look.
    if (findings.proxy !== null && error.code.startsWith('proxy.')) return await unseen(target, error, signal)
    const { protocol, reason } = error.params
    const details: Detail[] = [
      ...(protocol === undefined ? [] : [{ name: 'protocol', value: String(protocol) } as const]),
      ...(reason === undefined ? [] : [{ name: 'reason', value: String(reason) } as const]),
    ]
    return { state: 'failed', error, details }
  },
}

/** Whoever answers by TCP but not in TLS is another cause than one who does not answer. */
function ofHandshake(error: AppError, url: URL): AppError {
  const params = { host: hostOf(url), port: portOf(url) }
  switch (error.code) {
    case 'network.timeout':
      return appError('tls.no-handshake', { ...params, seconds: seconds(INSPECTION_TIMEOUT) })
    case 'network.connection-lost':
      return appError('tls.closed', params)
    default:
      return error
  }
}

function verdictOf({ url, trust }: TestTarget, seen: Inspection, findings: Findings): StepOutcome {
  const { chain, problems, protocol, cipher } = seen
  const details: Detail[] = [
    { name: 'protocol', value: protocol },
    { name: 'cipher', value: cipher },
    ...chain.flatMap((certificate, index) => factsOf(certificate, index, chain.length)),
  ]
  const [own] = chain
  const host = hostOf(url)
  const issuer = own?.issuer ?? ''
  const product = interceptorOf(chain)
  const missing = missingIssuer(chain, trust.authorities)
  findings.interceptedBy = product
  const [problem] = problems
  if (problem) {
    const error = preciser(problem, { host, issuer, product, missing })
    return { state: 'failed', error, details, offers: offersOf(url, problems, own) }
  }
  const validTo = own?.validTo ?? ''
  const params = { protocol, validTo: validTo.slice(0, 10), days: daysLeft(validTo, Date.now()) }
  if (product !== null) {
    return {
      state: 'warning',
      verdict: { name: 'certificate-intercepted', params: { product, issuer } },
      details,
    }
  }
  if (serviceKindOf(url.href) === 'exchange-online' && trust.fingerprint === null && !isPublic(chain)) {
    findings.interceptedBy = issuer
    return { state: 'warning', verdict: { name: 'certificate-not-public', params: { issuer } }, details }
  }
  if (isExpiringSoon(validTo, Date.now())) {
    return { state: 'warning', verdict: { name: 'certificate-expires-soon', params }, details }
  }
  if (missing !== null && trust.fingerprint === null) {
    return {
      state: 'warning',
      verdict: { name: 'chain-incomplete', params: { ...params, issuer: missing } },
      details,
    }
  }
  return { state: 'passed', verdict: { name: 'certificate-valid', params }, details }
}

type Origin = {
  readonly host: string
  readonly issuer: string
  readonly product: string | null
  readonly missing: string | null
}

/** An unknown issuer has causes that call for different deeds. */
function preciser(problem: AppError, { host, issuer, product, missing }: Origin): AppError {
  if (problem.code !== 'tls.untrusted-issuer' && problem.code !== 'tls.self-signed') return problem
  if (product !== null) return appError('tls.intercepted', { host, product, issuer })
  return missing === null ? problem : appError('tls.chain-incomplete', { host, issuer: missing })
}

/** The name for which a certificate was issued that is well in everything else. */
function offersOf(url: URL, problems: readonly AppError[], own: Certificate | undefined): Offer[] {
  if (problems.length !== 1 || problems[0]?.code !== 'tls.wrong-name') return []
  const name = own?.names.find((each) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(each) && !/^[\d.]+$/.test(each))
  if (name === undefined) return []
  const offered = new URL(url)
  offered.hostname = name
  return [{ field: 'url', value: offered.href }]
}

function factsOf(certificate: Certificate, index: number, count: number): Detail[] {
  const { subject, issuer, names, validFrom, validTo, fingerprint } = certificate
  return [
    { name: 'certificate', value: `${index + 1} / ${count}` },
    { name: 'subject', value: subject },
    { name: 'issuer', value: issuer },
    ...(names.length > 0 && index === 0 ? [{ name: 'names', value: names.join(', ') } as const] : []),
    { name: 'validFrom', value: validFrom },
    { name: 'validTo', value: validTo },
    { name: 'fingerprint', value: fingerprint },
  ]
}

/** A proxy that wants Windows, SOCKS and the like: the transport gets through, a look of our own does not. */
async function unseen(target: TestTarget, looked: AppError, signal: AbortSignal): Promise<StepOutcome> {
  const { url, trust, openTransport } = target
  const opened = await openTransport({ url: url.href, credential: NO_CREDENTIAL, trust })
  if (!opened.ok) return { state: 'failed', error: opened.error, details: [] }
  try {
    const sent = await opened.value.send({
      ...{ operation: 'certificate', method: 'GET', url: url.href, headers: {}, body: null, signal },
      totalMilliseconds: INSPECTION_TIMEOUT,
    })
    if (!sent.ok) return { state: 'failed', error: ofHandshake(sent.error, url), details: [] }
    await discardBody(sent.value)
    const params = { reason: looked.code }
    return { state: 'warning', verdict: { name: 'certificate-not-shown', params }, details: [] }
  } finally {
    await opened.value.close()
  }
}
