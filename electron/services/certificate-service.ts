/**
 * The certificates of the servers: shown to a person who decides whom to trust, and watched from then on.
 *
 * - A server that shows another certificate than the pinned one stops its whole connector: no account of it connects,
 *   is tested or synchronises by itself, until a person pins the new one, trusts an authority, or finds the pinned one
 *   in its place again. Each transport would refuse for itself as well; the stop makes it known and final.
 * - The end of a certificate is noted with each look, so that it can be announced. A look is a handshake of its own,
 *   at most twice a day for each connector and after each of its tests, beside the work and never in its way.
 */
import type { Stats } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type {
  Certificate,
  ChangedCertificate,
  InspectedCertificate,
  SeenCertificate,
} from '#shared/domain/certificate.ts'
import type { Connector } from '#shared/domain/connector.ts'
import { instantOf, type ConnectorId, type EwsAccountId } from '#shared/domain/ids.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { sameTrust } from '#shared/domain/trust.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Certificates, Documents } from '../config/documents.ts'
import { certificateFacts, readCertificates } from '../exchange/transport/certificate-facts.ts'
import type { InspectCertificate } from '../exchange/transport/inspect-certificate.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import { withAuthorities } from './account-transports.ts'
import type { EmitEvent } from './events.ts'

/** Asks the person for a file. @returns its path, or `null` when the dialog was closed. */
export type AskOpenPath = (kind: 'certificate' | 'configuration' | 'accounts') => Promise<string | null>

export type CertificateServiceParts = {
  readonly documents: Documents
  readonly emit: EmitEvent
  readonly extraAuthorities: readonly string[]
  readonly inspectCertificate: InspectCertificate
  readonly askOpenPath: AskOpenPath
  readonly stopSync: (accountIds: EwsAccountId[]) => Promise<unknown>
  /** A connector was stopped by a look that nobody asked for. */
  readonly onDidStop?: (connectorId: ConnectorId, stop: AppError) => void
}

const LOOK_AGAIN = 12 * 3_600_000 // ms
const MAX_FILE = 1_048_576 // bytes; a bundle of all authorities of a system has a quarter of it

export class CertificateService {
  readonly #parts: CertificateServiceParts
  readonly #closing = new AbortController()
  /** Looks under way or done since the start, by connector: when they began (ms). */
  readonly #looks = new Map<ConnectorId, number>()

  constructor(parts: CertificateServiceParts) {
    this.#parts = parts
  }

  /** Shows what a server shows, and whether that is enough with this trust. Nothing is remembered. */
  async inspect(url: string, trust: Trust): Promise<Result<InspectedCertificate>> {
    return await this.#parts.inspectCertificate({
      url,
      trust: withAuthorities(trust, this.#parts.extraAuthorities),
      signal: this.#closing.signal,
    })
  }

  /** Asks for a file with authorities. @returns `null`: the person closed the dialog */
  async openAuthorities(): Promise<Result<Certificate[] | null>> {
    const file = await this.#parts.askOpenPath('certificate')
    if (file === null) return ok(null)
    try {
      if (isTooLarge(await stat(file))) return failure(appError('tls.no-authority-in-file', { file }))
      const authorities = readCertificates(await readFile(file)).filter(({ ca }) => ca)
      return authorities.length > 0
        ? ok(authorities.map(certificateFacts))
        : failure(appError('tls.no-authority-in-file', { file }))
    } catch {
      return failure(appError('tls.no-authority-in-file', { file }))
    }
  }

  /** What stands in trusted authorities (PEM), each by its first certificate; `null` for what is none. */
  describe(authorities: readonly string[]): Result<(Certificate | null)[]> {
    return ok(
      authorities.map((pem) => {
        try {
          const [first] = readCertificates(Buffer.from(pem, 'latin1'))
          return first ? certificateFacts(first) : null
        } catch {
          return null
        }
      }),
    )
  }

  of(id: ConnectorId): {
    seenCertificate: SeenCertificate | null
    changedCertificate: ChangedCertificate | null
  } {
    const { seen, changed } = this.#parts.documents.certificates.get()
    return { seenCertificate: seen[id] ?? null, changedCertificate: changed[id] ?? null }
  }

  /** Why no account of the connector may connect now, or `null`. */
  stopOf(id: ConnectorId): AppError | null {
    const { changedCertificate } = this.of(id)
    if (changedCertificate === null) return null
    const { host, pinned, shown } = changedCertificate
    return appError('connector.certificate-changed', {
      name: this.#connector(id)?.name ?? '',
      host,
      pinned,
      fingerprint: shown,
    })
  }

  stopOfAccount(id: EwsAccountId): AppError | null {
    const connectorId = this.#connectorOf(id)
    return connectorId === null ? null : this.stopOf(connectorId)
  }

  /** The transport, which tells of a changed certificate; and a look at the server from time to time. */
  watched(transport: Transport, accountId: EwsAccountId): Transport {
    const connectorId = this.#connectorOf(accountId)
    if (connectorId === null) return transport
    if (this.#isDue(connectorId)) void this.#lookBeside(connectorId)
    return {
      send: async (request) => {
        const answer = await transport.send(request)
        if (!answer.ok) this.noteError(connectorId, answer.error, accountId)
        return answer
      },
      close: () => transport.close(),
    }
  }

  /**
   * Stops the connector when the error is that of a changed certificate; others are nothing to it.
   * @param failing the account whose run ends with this error by itself, and is told so
   */
  noteError(id: ConnectorId, error: AppError, failing?: EwsAccountId): void {
    if (error.code !== 'tls.pin-mismatch' || this.of(id).changedCertificate !== null) return
    const { host, pinned, fingerprint } = error.params
    // The trust may have been changed since the connection was made.
    if (this.#connector(id)?.trust.fingerprint !== pinned) return
    const changed: ChangedCertificate = {
      at: instantOf(new Date()),
      host: String(host),
      pinned: String(pinned),
      shown: String(fingerprint),
    }
    this.#update((current) => ({ ...current, changed: { ...current.changed, [id]: changed } }))
    void this.#parts.stopSync(this.#accountsOf(id).filter((accountId) => accountId !== failing))
    this.#parts.emit('connectors.onDidChange', null)
  }

  /** Looks at the server of a saved connector and remembers what it shows; a server out of reach changes nothing. */
  async look(id: ConnectorId): Promise<Result<InspectedCertificate>> {
    const connector = this.#connector(id)
    if (!connector) return failure(appError('connector.not-found'))
    this.#looks.set(id, Date.now())
    const inspected = await this.inspect(connector.url, connector.trust)
    if (!inspected.ok || !this.#isStill(connector)) return inspected
    const [own] = inspected.value.chain
    if (own) this.#remember(id, inspected.value.host, own)
    for (const problem of inspected.value.problems) this.noteError(id, problem)
    return inspected
  }

  /** Beside the work, where nobody sits before the window, and no run fails by it. */
  async #lookBeside(id: ConnectorId): Promise<void> {
    const before = this.stopOf(id)
    await this.look(id)
    const stop = this.stopOf(id)
    if (before === null && stop !== null) this.#parts.onDidStop?.(id, stop)
  }

  /** As `look`, asked by a person after a change: when the pinned certificate is there again, the stop ends. */
  async lookAgain(id: ConnectorId): Promise<Result<InspectedCertificate>> {
    const inspected = await this.look(id)
    if (inspected.ok && inspected.value.problems.length === 0) {
      this.#update(({ seen, changed }) => ({ seen, changed: without(changed, [id]) }))
      this.#parts.emit('connectors.onDidChange', null)
    }
    return inspected
  }

  /** Address or trust have changed, or the connector is gone: what was known says nothing any longer. */
  forget(ids: readonly ConnectorId[]): void {
    for (const id of ids) this.#looks.delete(id)
    const { seen, changed } = this.#parts.documents.certificates.get()
    if (!ids.some((id) => id in seen || id in changed)) return
    this.#update((current) => ({ seen: without(current.seen, ids), changed: without(current.changed, ids) }))
  }

  close(): void {
    this.#closing.abort()
  }

  #remember(id: ConnectorId, host: string, own: Certificate): void {
    const { subject, issuer, validTo, fingerprint } = own
    const seen: SeenCertificate = { at: instantOf(new Date()), host, subject, issuer, validTo, fingerprint }
    this.#update((current) => ({ ...current, seen: { ...current.seen, [id]: seen } }))
    this.#parts.emit('connectors.onDidChange', null)
  }

  #isDue(id: ConnectorId): boolean {
    const { seenCertificate } = this.of(id)
    const last = Math.max(this.#looks.get(id) ?? 0, Date.parse(seenCertificate?.at ?? '') || 0)
    const isTls = this.#connector(id)?.url.startsWith('https:') ?? false
    return isTls && Date.now() - last > LOOK_AGAIN
  }

  #isStill({ id, url, trust }: Connector): boolean {
    const now = this.#connector(id)
    return now?.url === url && sameTrust(now.trust, trust)
  }

  #connector(id: ConnectorId): Connector | undefined {
    return this.#parts.documents.connections.get().connectors.find((connector) => connector.id === id)
  }

  #connectorOf(accountId: EwsAccountId): ConnectorId | null {
    const { accounts } = this.#parts.documents.connections.get()
    return accounts.find(({ id }) => id === accountId)?.connectorId ?? null
  }

  #accountsOf(id: ConnectorId): EwsAccountId[] {
    const { accounts } = this.#parts.documents.connections.get()
    return accounts.filter(({ connectorId }) => connectorId === id).map((account) => account.id)
  }

  /** A disk that cannot be written loses a note, no protection: the transports refuse by themselves. */
  #update(change: (current: Certificates) => Certificates): void {
    this.#parts.documents.certificates.update(change)
  }
}

function isTooLarge({ size }: Stats): boolean {
  return size > MAX_FILE
}

function without<T>(record: Readonly<Record<string, T>>, ids: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([id]) => !ids.includes(id)))
}
