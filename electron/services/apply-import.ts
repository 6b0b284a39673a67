/**
 * Carries out the chosen part of an import. Secrets are stored first and the connections in one write after them, so
 * that there is never an account with half of what belongs to it; when the write fails, the new secrets go again.
 */
import { randomUUID } from 'node:crypto'
import type { ImportResult, ImportSelection } from '#shared/domain/configuration.ts'
import type { Connector } from '#shared/domain/connector.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { instantOf, type ConnectorId, type EwsAccountId } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { applicationSecretId } from '../auth/application-credential.ts'
import type { Documents } from '../config/documents.ts'
import type { EngineApi } from '../sync/engine-api.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import type { CertificateService } from './certificate-service.ts'
import type { EmitEvent } from './events.ts'
import type { PlannedAccount, PlannedConnector } from './import-plan.ts'
import type { LastResults } from './last-results.ts'
import { notConfirmed, serversAddedBy } from './not-confirmed.ts'
import type { OAuth2Accounts } from './oauth2-accounts.ts'

export type ImportPorts = {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly engine: Pick<EngineApi, 'createEmailAccount'>
  readonly results: LastResults
  readonly certificates: Pick<CertificateService, 'forget'>
  readonly oauth2: Pick<OAuth2Accounts, 'eraseTokens' | 'forgetApplication'>
  readonly emit: EmitEvent
  readonly stopSync: (accountIds: EwsAccountId[]) => Promise<unknown>
}

type Secret = { readonly id: string; readonly value: string; readonly isNew: boolean }

/**
 * @returns `connector.not-found` for an account whose connector is neither there nor chosen, `server.not-confirmed`
 *   before anything stored would go to a server that it did not go to
 */
export async function applyImport(
  plan: readonly PlannedConnector[],
  selection: ImportSelection,
  ports: ImportPorts,
  confirmedServers: readonly string[] = [],
): Promise<Result<ImportResult>> {
  const added = plan.flatMap((planned, index) => {
    const { isChosen, accounts: chosen } = chosenOf(planned, index, selection)
    if (!isChosen && chosen.length === 0) return []
    // What is refused for another reason is refused for that one.
    if ((isChosen && planned.problem) || chosen.some(({ problem }) => problem)) return []
    return serversAddedBy(planned, isChosen, chosen, ports.documents.connections.get())
  })
  const refused = notConfirmed([...new Set(added)], confirmedServers)
  if (refused) return failure(refused)
  const changedAt = instantOf(new Date())
  const connectors: Connector[] = []
  const accounts: EwsAccount[] = []
  const secrets: Secret[] = []
  for (const [index, planned] of plan.entries()) {
    const { isChosen, accounts: chosen } = chosenOf(planned, index, selection)
    if (!isChosen && chosen.length === 0) continue
    if (isChosen && planned.problem) return failure(planned.problem)
    if (!isChosen && planned.existing === null) return failure(appError('connector.not-found'))
    const connectorId = planned.existing?.id ?? (randomUUID() as ConnectorId)
    if (isChosen) {
      const { accounts: _accounts, applicationCredential, ...settings } = planned.connector
      connectors.push({ ...settings, id: connectorId, changedAt })
      if (applicationCredential !== undefined) {
        const isNew = planned.existing === null
        secrets.push({ id: applicationSecretId(connectorId), value: applicationCredential, isNew })
      }
    }
    for (const each of chosen) {
      if (each.problem) return failure(each.problem)
      const prime = await primeOf(each, ports)
      if (!prime.ok) return prime
      const { primeEmailAccount: _prime, password, ...settings } = each.account
      const id = each.existing?.id ?? (randomUUID() as EwsAccountId)
      accounts.push({ ...settings, id, connectorId, primeEmailAccountId: prime.value, changedAt })
      if (password !== undefined) secrets.push({ id, value: password, isNew: each.existing === null })
    }
  }
  const there = new Set(ports.documents.connections.get().accounts.map(({ id }) => id))
  const replaced = accounts.map(({ id }) => id).filter((id) => there.has(id))
  if (replaced.length > 0) await ports.stopSync(replaced)
  const stored = await storeSecrets(secrets, ports.vault)
  if (!stored.ok) return stored
  const written = ports.documents.connections.update((current) => ({
    connectors: merged(current.connectors, connectors),
    accounts: merged(current.accounts, accounts),
  }))
  if (!written.ok) {
    for (const { id, isNew } of secrets) if (isNew) ports.vault.clear(id)
    return written
  }
  const connectorIds = connectors.map(({ id }) => id)
  ports.certificates.forget(connectorIds)
  for (const id of connectorIds) ports.oauth2.forgetApplication(id)
  // Other settings or another identity need other tokens.
  for (const id of replaced) ports.oauth2.eraseTokens(id)
  ports.results.forgetTests([...connectorIds, ...accounts.map(({ id }) => id)])
  ports.emit('connectors.onDidChange', null)
  return ok({ connectors: connectors.length, accounts: accounts.length, secrets: secrets.length })
}

function chosenOf({ accounts }: PlannedConnector, index: number, selection: ImportSelection) {
  return {
    isChosen: selection.connectors.includes(index),
    accounts: accounts.filter((_account, place) =>
      selection.accounts.some((each) => each.connector === index && each.account === place),
    ),
  }
}

async function primeOf({ prime, account }: PlannedAccount, { engine }: ImportPorts) {
  if (prime) return ok(prime.id)
  const created = await engine.createEmailAccount(account.primeEmailAccount)
  return created.ok ? ok(created.value.id) : created
}

async function storeSecrets(secrets: readonly Secret[], vault: SecretVault): Promise<Result<null>> {
  for (const [index, { id, value }] of secrets.entries()) {
    const stored = await vault.set(id, value)
    if (stored.ok) continue
    for (const earlier of secrets.slice(0, index)) if (earlier.isNew) vault.clear(earlier.id)
    return stored
  }
  return ok(null)
}

/** What is there, with the same ids replaced in their places and new ones at the end. */
function merged<T extends { readonly id: string }>(there: readonly T[], imported: readonly T[]): T[] {
  const kept = there.map((each) => imported.find(({ id }) => id === each.id) ?? each)
  return [...kept, ...imported.filter(({ id }) => !there.some((each) => each.id === id))]
}
