/** EWS accounts: the container of a connector, the 1:1 rule, and where their passwords are. */
import { randomUUID } from 'node:crypto'
import type { AccountEntry } from '#shared/contract/contract.ts'
import { isMethodOfService, usesPasswords, type Connector } from '#shared/domain/connector.ts'
import type { Deletion } from '#shared/domain/deletion.ts'
import {
  ewsAccountDraftSchema,
  urlOf,
  type EwsAccount,
  type EwsAccountDraft,
  type PasswordChange,
} from '#shared/domain/ews-account.ts'
import { instantOf, type ConnectorId, type EwsAccountId } from '#shared/domain/ids.ts'
import { newServers } from '#shared/domain/new-servers.ts'
import { oneToOneConflict } from '#shared/domain/one-to-one.ts'
import { fieldError, validate } from '#shared/domain/validation.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Logon } from '../auth/lock-out-protection.ts'
import type { EngineApi } from '../sync/engine-api.ts'
import { accountEntryOf, standstillOf } from './account-entry.ts'
import { logonOf } from './account-logon.ts'
import type { ConnectorServiceParts } from './connector-service.ts'
import { notConfirmed } from './not-confirmed.ts'
import { testedMailbox } from './tested-values.ts'

export type AccountServiceParts = ConnectorServiceParts & {
  readonly engine: Pick<EngineApi, 'listEmailAccounts'>
}

export class AccountService {
  readonly #parts: AccountServiceParts

  constructor(parts: AccountServiceParts) {
    this.#parts = parts
  }

  async list(connectorId: ConnectorId): Promise<Result<AccountEntry[]>> {
    const { connectors, accounts } = this.#parts.documents.connections.get()
    if (!connectors.some((connector) => connector.id === connectorId)) {
      return failure(appError('connector.not-found'))
    }
    const own = accounts.filter((account) => account.connectorId === connectorId)
    return ok(await this.#entriesOf(own))
  }

  /** Those of these accounts that are there, of whichever connector. */
  async entries(ids: readonly EwsAccountId[]): Promise<Result<AccountEntry[]>> {
    const wanted = new Set(ids)
    const found = this.#parts.documents.connections.get().accounts.filter(({ id }) => wanted.has(id))
    return ok(await this.#entriesOf(found))
  }

  /**
   * @param id the account to change, or `null` for a new one
   * @returns `server.not-confirmed` before anything stored would go to a server that it did not go to
   */
  async save(
    id: EwsAccountId | null,
    draft: EwsAccountDraft,
    password: PasswordChange,
    confirmedServers: readonly string[] = [],
  ): Promise<Result<AccountEntry>> {
    const valid = validate(ewsAccountDraftSchema, draft)
    if (!valid.ok) return valid
    // Asked before the rules are checked: no other call can come between the check and the write.
    const primeAccounts = await this.#parts.engine.listEmailAccounts(null)
    if (!primeAccounts.ok) return primeAccounts
    if (!primeAccounts.value.some((account) => account.id === valid.value.primeEmailAccountId)) {
      return failure(fieldError('primeEmailAccountId', 'prime-email-account.not-found'))
    }
    const problem = this.#problemOf(id, valid.value)
    if (problem) return failure(problem)

    const previous = id === null ? undefined : this.#find(id)
    const refused = this.#serverProblemOf(previous, valid.value, password, confirmedServers)
    if (refused) return failure(refused)
    const account: EwsAccount = {
      ...valid.value,
      id: id ?? (randomUUID() as EwsAccountId),
      identity: previous?.connectorId === valid.value.connectorId ? previous.identity : null,
      changedAt: instantOf(new Date()),
    }
    const stored = this.#store(account)
    if (!stored.ok) return stored
    const secret = await this.#changePassword(account.id, password)
    if (!secret.ok) {
      // All or nothing: a new account that stayed would be in its own way at the next attempt.
      this.#replace(account.id, previous)
      return secret
    }
    // Tokens of one connector are of no use for another.
    if (previous && previous.connectorId !== account.connectorId) this.#parts.oauth2.eraseTokens(account.id)
    if (password.kind === 'set') this.#letTry(account)
    const isTestedAnew =
      password.kind !== 'keep' ||
      previous?.connectorId !== account.connectorId ||
      testedMailbox(previous) !== testedMailbox(account)
    if (isTestedAnew) this.#parts.results.forgetTests([account.id])
    if (!account.active) await this.#parts.stopSync([account.id])
    this.#parts.emit('connectors.onDidChange', null)
    return ok(await this.#entryOf(account))
  }

  async setActive(id: EwsAccountId, active: boolean): Promise<Result<AccountEntry>> {
    const changed = await this.setAllActive([id], active)
    const account = this.#find(id)
    if (!changed.ok) return changed
    return account ? ok(await this.#entryOf(account)) : failure(appError('account.not-found'))
  }

  /** All or none. */
  async setAllActive(ids: readonly EwsAccountId[], active: boolean): Promise<Result<null>> {
    const { documents, stopSync, emit } = this.#parts
    if (!ids.every((id) => this.#find(id))) return failure(appError('account.not-found'))
    const changedAt = instantOf(new Date())
    const stored = documents.connections.update(({ connectors, accounts }) => ({
      connectors,
      accounts: accounts.map((account) =>
        ids.includes(account.id) && account.active !== active ? { ...account, active, changedAt } : account,
      ),
    }))
    if (!stored.ok) return stored
    if (!active) await stopSync([...ids])
    emit('connectors.onDidChange', null)
    return ok(null)
  }

  /** Ends the pause after too many refused sign-ins. @returns `sign-in.resume-too-early` */
  async resume(id: EwsAccountId): Promise<Result<AccountEntry>> {
    const account = this.#find(id)
    if (!account) return failure(appError('account.not-found'))
    const resumed = this.#letTry(account)
    return resumed.ok ? ok(await this.#entryOf(account)) : resumed
  }

  /** All or none; for a while they can be brought back. */
  async remove(ids: readonly EwsAccountId[]): Promise<Result<Deletion>> {
    if (!ids.every((id) => this.#find(id))) return failure(appError('account.not-found'))
    return await this.#parts.deletions.remove([], ids)
  }

  #problemOf(id: EwsAccountId | null, draft: EwsAccountDraft): AppError | null {
    const { connectors, accounts } = this.#parts.documents.connections.get()
    if (id !== null && !accounts.some((account) => account.id === id)) return appError('account.not-found')
    const connector = connectors.find((candidate) => candidate.id === draft.connectorId)
    if (!connector) return appError('connector.not-found')
    if (usesPasswords(connector) && draft.userName === '') {
      return fieldError('userName', 'user-name.required')
    }
    if (!isMethodOfService({ ...connector, url: urlOf(draft, connector) })) {
      return fieldError('url', 'account-url.exchange-online-oauth2-only')
    }
    return oneToOneConflict(draft, id, accounts, (account) => {
      return connectors.find((candidate) => candidate.id === account.connectorId)?.name ?? ''
    })
  }

  /** A password that is entered now is meant for the server that stands beside it; a new account has no other. */
  #serverProblemOf(
    previous: EwsAccount | undefined,
    draft: EwsAccountDraft,
    password: PasswordChange,
    confirmed: readonly string[],
  ): AppError | null {
    const { connectors } = this.#parts.documents.connections.get()
    const connectorOf = (id: ConnectorId) => connectors.find((each) => each.id === id)
    const after = connectorOf(draft.connectorId)
    const before = previous ? connectorOf(previous.connectorId) : after
    if (!before || !after || (usesPasswords(after) && (!previous || password.kind === 'set'))) return null
    const added = newServers(
      { connector: before, accounts: previous ? [previous] : [] },
      { connector: after, accounts: [draft] },
    )
    return notConfirmed(added, confirmed)
  }

  async #changePassword(id: EwsAccountId, change: PasswordChange): Promise<Result<void>> {
    switch (change.kind) {
      case 'keep':
        return ok(undefined)
      case 'set':
        return await this.#parts.vault.set(id, change.value)
      case 'clear':
        return this.#parts.vault.clear(id)
    }
  }

  #find(id: EwsAccountId): EwsAccount | undefined {
    return this.#parts.documents.connections.get().accounts.find((account) => account.id === id)
  }

  #store(account: EwsAccount): Result<unknown> {
    return this.#parts.documents.connections.update(({ connectors, accounts }) => ({
      connectors,
      accounts: accounts.some((other) => other.id === account.id)
        ? accounts.map((other) => (other.id === account.id ? account : other))
        : [...accounts, account],
    }))
  }

  /** Puts back what was there before a change that could not be completed. */
  #replace(id: EwsAccountId, previous: EwsAccount | undefined): void {
    if (previous) this.#store(previous)
    else {
      this.#parts.documents.connections.update(({ connectors, accounts }) => ({
        connectors,
        accounts: accounts.filter((account) => account.id !== id),
      }))
    }
  }

  #letTry(account: EwsAccount): Result<null> {
    const logon = this.#logonOf(account)
    return logon ? this.#parts.logons.resume(logon) : ok(null)
  }

  #logonOf(account: EwsAccount): Logon | null {
    const connector = this.#connectorOf(account)
    return connector ? logonOf(connector, account.userName) : null
  }

  async #entryOf(account: EwsAccount): Promise<AccountEntry> {
    const connector = this.#connectorOf(account)
    const standstill = connector ? await standstillOf(this.#parts, connector) : null
    return await accountEntryOf(this.#parts, account, connector, standstill)
  }

  /** What stops a connector is asked once for all its accounts. */
  async #entriesOf(accounts: readonly EwsAccount[]): Promise<AccountEntry[]> {
    const connectors = new Map(accounts.map((account) => [account.connectorId, this.#connectorOf(account)]))
    const standstills = new Map<ConnectorId, AppError | null>()
    for (const [id, connector] of connectors) {
      standstills.set(id, connector ? await standstillOf(this.#parts, connector) : null)
    }
    return await Promise.all(
      accounts.map((account) =>
        accountEntryOf(
          this.#parts,
          account,
          connectors.get(account.connectorId),
          standstills.get(account.connectorId) ?? null,
        ),
      ),
    )
  }

  #connectorOf({ connectorId }: EwsAccount): Connector | undefined {
    return this.#parts.documents.connections.get().connectors.find(({ id }) => id === connectorId)
  }
}
