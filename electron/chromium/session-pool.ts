/**
 * Chromium sessions for accounts: each transport has one for itself while it is open, with its own cookies, sign-ins,
 * connections, proxy and trust. All are in memory only.
 *
 * A session of Electron can never be destroyed, so they are used again: emptied when they are given back, and only for
 * the same trust, because Chromium remembers its verdicts about certificates for the life of a session. Rejected: a
 * session per account id, which keeps the memory of 500 network contexts although only a few accounts run at a time.
 */
import { randomUUID } from 'node:crypto'
import { session, type Certificate, type Session } from 'electron'
import type { Trust } from '#shared/domain/trust.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { certificateProblem } from './certificate-verdict.ts'
import { FirstHandshake } from './first-handshake.ts'

export type LeasedSession = {
  readonly session: Session
  /** Of this lease: Chromium's verdicts may have become too old since the last one. */
  readonly handshakes: FirstHandshake
  /** What was wrong with the certificate of a host; Chromium itself tells less. */
  certificateProblem(host: string): AppError | null
  giveBack(): Promise<void>
}

type Pooled = { readonly session: Session; readonly problems: Map<string, AppError> }

const ACCEPTED = 0
const REFUSED = -202 // net::ERR_CERT_AUTHORITY_INVALID, whatever it was; `problems` knows it better

export class SessionPool {
  readonly #free = new Map<string, Pooled[]>()

  lease(trust: Trust): LeasedSession {
    const key = JSON.stringify(trust)
    const free = this.#free.get(key) ?? []
    this.#free.set(key, free)
    const pooled = free.pop() ?? newSession(trust)
    return {
      session: pooled.session,
      handshakes: new FirstHandshake(),
      certificateProblem: (host) => pooled.problems.get(host) ?? null,
      giveBack: async () => {
        await pooled.session.closeAllConnections()
        await pooled.session.clearAuthCache()
        await pooled.session.clearStorageData()
        free.push(pooled)
      },
    }
  }
}

function newSession(trust: Trust): Pooled {
  const own = session.fromPartition(randomUUID(), { cache: false })
  const problems = new Map<string, AppError>()
  own.setCertificateVerifyProc(({ hostname, certificate, verificationResult }, answer) => {
    void certificateProblem(
      { host: hostname, chain: chainOf(certificate), verdict: verificationResult },
      trust,
    )
      .catch((cause: unknown) => appError('tls.failed', { host: hostname, reason: String(cause) }))
      .then((problem) => {
        if (problem === null) problems.delete(hostname)
        else problems.set(hostname, problem)
        answer(problem === null ? ACCEPTED : REFUSED)
      })
  })
  return { session: own, problems }
}

/** PEM; a root stands at the end as its own issuer. */
function chainOf(certificate: Certificate): [string, ...string[]] {
  const others: string[] = []
  let last = certificate
  // Absent at the end of the chain, whatever the type says.
  for (let next = last.issuerCert as Certificate | undefined; next && next.data !== last.data;) {
    others.push(next.data)
    last = next
    next = last.issuerCert
  }
  return [certificate.data, ...others]
}
