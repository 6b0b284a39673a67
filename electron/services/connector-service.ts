/** Connectors: list, save, switch, duplicate, remove; the rules that need the other connectors. */
import { randomUUID } from 'node:crypto'
import type { ConnectorEntry } from '#shared/contract/contract.ts'
import { isMethodOfService, sameName, type Connector, type ConnectorDraft } from '#shared/domain/connector.ts'
import type { Deletion } from '#shared/domain/deletion.ts'
import { urlOf } from '#shared/domain/ews-account.ts'
import { accountTrouble } from '#shared/domain/health.ts'
import { instantOf, type ConnectorId } from '#shared/domain/ids.ts'
import { newServers } from '#shared/domain/new-servers.ts'
import { sameTrust } from '#shared/domain/trust.ts'
import { signsInTheSame } from '#shared/domain/oauth2.ts'
import { fieldError, validate } from '#shared/domain/validation.ts'
import { connectorDraftSchema } from '#shared/domain/connector.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { LockOutProtection } from '../auth/lock-out-protection.ts'
import type { Connections, Documents } from '../config/documents.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import { accountEntryOf, standstillOf } from './account-entry.ts'
import type { ApplicationCredentials } from './application-credentials.ts'
import { notConfirmed } from './not-confirmed.ts'
import type { CertificateService } from './certificate-service.ts'
import type { Deletions } from './deletions.ts'
import type { EmitEvent } from './events.ts'
import type { LastResults } from './last-results.ts'
import type { OAuth2Accounts } from './oauth2-accounts.ts'
import { testedServer } from './tested-values.ts'
import { mixedWith } from './windows-user-mixed.ts'

export type ConnectorServiceParts = {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly logons: LockOutProtection
  readonly results: LastResults
  readonly certificates: CertificateService
  readonly oauth2: OAuth2Accounts
  readonly applicationCredentials: Pick<ApplicationCredentials, 'state'>
  readonly deletions: Deletions
  readonly emit: EmitEvent
  /** Stops the runs of accounts that must not run any longer. */
  readonly stopSync: (accountIds: Connections['accounts'][number]['id'][]) => Promise<unknown>
}

export class ConnectorService {
  readonly #parts: ConnectorServiceParts

  constructor(parts: ConnectorServiceParts) {
    this.#parts = parts
  }

  async list(): Promise<Result<ConnectorEntry[]>> {
    const { documents, results, certificates } = this.#parts
    const { connectors, accounts } = documents.connections.get()
    return ok(
      await Promise.all(
        connectors.map(async (connector): Promise<ConnectorEntry> => {
          const own = accounts.filter((account) => account.connectorId === connector.id)
          const active = own.filter((account) => account.active)
          const standstill = await standstillOf(this.#parts, connector)
          const entries = await Promise.all(
            active.map((account) => accountEntryOf(this.#parts, account, connector, standstill)),
          )
          // Nobody expects an inactive account to work, so it speaks for the connector only when there is no other.
          const counting = (active.length > 0 ? active : own).map((account) => account.id)
          return {
            connector,
            accountCount: own.length,
            activeAccountCount: active.length,
            troubledAccountCount: entries.filter((entry) => accountTrouble(entry, connector) !== null).length,
            standstill,
            ...results.ofConnector(connector.id, counting),
            ...certificates.of(connector.id),
          }
        }),
      ),
    )
  }

  /**
   * @param id the connector to change, or `null` for a new one
   * @returns `server.not-confirmed` before anything stored would go to a server that it did not go to
   */
  save(
    id: ConnectorId | null,
    draft: ConnectorDraft,
    confirmedServers: readonly string[] = [],
  ): Result<Connector> {
    if (id !== null && !this.#find(id)) return notFound()
    return this.#put(id ?? (randomUUID() as ConnectorId), draft, confirmedServers)
  }

  /** As a policy gives it, whether it is there already or not. Which server is the right one the policy says. */
  give(id: ConnectorId, draft: ConnectorDraft): Result<Connector> {
    return this.#put(id, draft, 'all')
  }

  #put(
    id: ConnectorId,
    draft: ConnectorDraft,
    confirmedServers: readonly string[] | 'all',
  ): Result<Connector> {
    const valid = validate(connectorDraftSchema, draft)
    if (!valid.ok) return valid
    const { connectors, accounts } = this.#parts.documents.connections.get()
    if (connectors.some((other) => other.id !== id && sameName(other.name, valid.value.name))) {
      return failure(fieldError('name', 'name.taken'))
    }
    const away = accounts.find(
      (account) =>
        account.connectorId === id &&
        !isMethodOfService({ ...valid.value, url: urlOf(account, valid.value) }),
    )
    if (away) {
      const { mailbox } = away
      return failure(
        fieldError('authenticationMethod', 'authentication.account-at-exchange-online', { mailbox }),
      )
    }
    const mixed = mixedWith(valid.value, id, connectors)
    if (mixed) return failure(fieldError('windowsUser', 'connector.windows-user-mixed', { name: mixed.name }))
    const previous = connectors.find((connector) => connector.id === id)
    const own = accounts.filter((account) => account.connectorId === id)
    if (confirmedServers !== 'all' && previous && (own.length > 0 || previous.oauth2.signIn !== 'user')) {
      const after = { connector: valid.value, accounts: own }
      const added = newServers({ connector: previous, accounts: own }, after)
      const refused = notConfirmed(added, confirmedServers)
      if (refused) return failure(refused)
    }
    const stored = this.#store({
      ...valid.value,
      id,
      changedAt: instantOf(new Date()),
    })
    if (stored.ok && previous && testedServer(previous) !== testedServer(stored.value)) {
      this.#parts.results.forgetTests([previous.id, ...this.#accountIds(previous.id)])
    }
    if (stored.ok && previous && !showsTheSame(previous, stored.value)) {
      this.#parts.certificates.forget([previous.id])
      this.#parts.emit('connectors.onDidChange', null)
    }
    if (stored.ok && previous && !signsInTheSame(previous.oauth2, stored.value.oauth2)) {
      this.#parts.oauth2.requireSignIn(this.#accountIds(previous.id))
    }
    // Not awaited: the form does not wait until the runs have reached their next item.
    if (stored.ok && !stored.value.active) void this.#parts.stopSync(this.#accountIds(stored.value.id))
    return stored
  }

  async setActive(id: ConnectorId, active: boolean): Promise<Result<Connector>> {
    const connector = this.#find(id)
    if (!connector) return notFound()
    const stored = this.#store({ ...connector, active, changedAt: instantOf(new Date()) })
    if (stored.ok && !active) await this.#parts.stopSync(this.#accountIds(id))
    return stored
  }

  /** Copies the settings without accounts: a mailbox may be connected only once. */
  duplicate(id: ConnectorId, name: string): Result<Connector> {
    const connector = this.#find(id)
    if (!connector) return notFound()
    const { id: _id, changedAt: _changedAt, ...settings } = connector
    return this.save(null, { ...settings, name })
  }

  /** With its accounts; for a while it can be brought back. */
  async remove(id: ConnectorId): Promise<Result<Deletion>> {
    return this.#find(id) ? await this.#parts.deletions.remove([id], []) : notFound()
  }

  #find(id: ConnectorId): Connector | undefined {
    return this.#parts.documents.connections.get().connectors.find((connector) => connector.id === id)
  }

  #accountIds(id: ConnectorId) {
    const { accounts } = this.#parts.documents.connections.get()
    return accounts.filter((account) => account.connectorId === id).map((account) => account.id)
  }

  #store(connector: Connector): Result<Connector> {
    const written = this.#parts.documents.connections.update(({ connectors, accounts }) => ({
      connectors: connectors.some((other) => other.id === connector.id)
        ? connectors.map((other) => (other.id === connector.id ? connector : other))
        : [...connectors, connector],
      accounts,
    }))
    if (!written.ok) return written
    this.#parts.emit('connectors.onDidChange', null)
    return ok(connector)
  }
}

function notFound() {
  return failure(appError('connector.not-found'))
}

/** Whether what is known of the server's certificate still says something. */
function showsTheSame(one: Connector, other: Connector): boolean {
  return one.url === other.url && sameTrust(one.trust, other.trust)
}
