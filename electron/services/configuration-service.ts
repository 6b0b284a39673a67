/**
 * Export and import of connectors and accounts as a file.
 *
 * Secrets travel only under a passphrase, and only those that a person entered: passwords and the credentials of
 * applications. Tokens stay behind; two computers that renew the same one would sign each other out.
 *
 * An opened file waits in main between preview and import (`opened-file.ts`). The window gets to know what is in it,
 * never a secret.
 */
import { randomUUID } from 'node:crypto'
import { readFile as readBytes, stat } from 'node:fs/promises'
import type {
  Configuration,
  ConfigurationImportId,
  ExportedConnector,
  ExportResult,
  ExportSecrets,
  ImportPreview,
  ImportResult,
  ImportSelection,
  OpenedConfiguration,
} from '#shared/domain/configuration.ts'
import type { Connector } from '#shared/domain/connector.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { instantOf } from '#shared/domain/ids.ts'
import { authorityOf } from '#shared/domain/oauth2.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { applicationSecretId } from '../auth/application-credential.ts'
import {
  MAX_FILE_BYTES,
  openSealed,
  plainFile,
  readFile,
  sealedFile,
  type SealedConfiguration,
} from '../config/configuration-format.ts'
import type { Documents } from '../config/documents.ts'
import type { Policies } from '../policies/policies.ts'
import type { EngineApi } from '../sync/engine-api.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import type { AskOpenPath } from './certificate-service.ts'
import type { AskSavePath } from './data-service.ts'
import { applyImport, type ImportPorts } from './apply-import.ts'
import { OpenedFile } from './opened-file.ts'
import { planImport, type PlannedConnector } from './import-plan.ts'
import { writeWhole } from './write-file.ts'

export type ConfigurationServiceParts = ImportPorts & {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly engine: Pick<EngineApi, 'listEmailAccounts' | 'createEmailAccount'>
  readonly askSavePath: AskSavePath
  readonly askOpenPath: AskOpenPath
  readonly refusalOf: Policies['refusalOf']
}

const FILE_NAME = 'MS EWS Konnektor.json'

type Waiting = { readonly id: ConfigurationImportId; readonly file: string } & (
  | { readonly kind: 'sealed'; readonly sealed: SealedConfiguration }
  | { readonly kind: 'open'; readonly configuration: Configuration }
)

export class ConfigurationService {
  readonly #parts: ConfigurationServiceParts
  readonly #waiting = new OpenedFile<Waiting>()

  constructor(parts: ConfigurationServiceParts) {
    this.#parts = parts
  }

  /** Asks where, then writes. @returns `null`: the person closed the dialog */
  async export(secrets: ExportSecrets): Promise<Result<ExportResult | null>> {
    const refusal = this.#parts.refusalOf('configurationExport')
    if (refusal) return failure(refusal)
    const path = await this.#parts.askSavePath(FILE_NAME)
    if (path === null) return ok(null)
    const withSecrets = secrets.kind === 'passphrase'
    const taken = { secrets: 0, unreadable: 0 }
    const collected = await this.#collect(async (id) => {
      if (!withSecrets) return undefined
      const found = await this.#parts.vault.get(id)
      if (found.ok) taken.secrets += 1
      else if (found.error.code !== 'secret.not-stored') taken.unreadable += 1
      return found.ok ? found.value : undefined
    })
    if (!collected.ok) return collected
    const exported = collected.value
    const now = instantOf(new Date())
    const text = withSecrets
      ? await sealedFile({ connectors: exported }, secrets.passphrase, now)
      : plainFile({ connectors: exported }, now)
    const written = await writeWhole(path, text)
    if (!written.ok) return written
    return ok({
      path,
      connectors: exported.length,
      accounts: exported.reduce((sum, connector) => sum + connector.accounts.length, 0),
      secrets: taken.secrets,
      unreadableSecrets: taken.unreadable,
    })
  }

  /** What an export without secrets holds. */
  async withoutSecrets(): Promise<Result<Configuration>> {
    const collected = await this.#collect(() => Promise.resolve(undefined))
    return collected.ok ? ok({ connectors: collected.value }) : collected
  }

  async #collect(secretOf: SecretOf): Promise<Result<ExportedConnector[]>> {
    const primes = await this.#parts.engine.listEmailAccounts(null)
    if (!primes.ok) return primes
    const owners = new Map(primes.value.map(({ id, address, owner }) => [id, { address, owner }]))
    const { connectors, accounts } = this.#parts.documents.connections.get()
    const exported: ExportedConnector[] = []
    for (const connector of connectors) {
      const own = accounts.filter(({ connectorId }) => connectorId === connector.id)
      exported.push(await exportedConnector(connector, own, owners, secretOf))
    }
    return ok(exported)
  }

  /** Asks for a file. @returns what is in it, or that it needs its passphrase; `null`: the dialog was closed */
  async open(): Promise<Result<OpenedConfiguration | null>> {
    const refusal = this.#parts.refusalOf('import')
    if (refusal) return failure(refusal)
    const file = await this.#parts.askOpenPath('configuration')
    if (file === null) return ok(null)
    const text = await readBounded(file)
    if (!text.ok) return text
    const read = readFile(file, text.value)
    if (!read.ok) return read
    const id = randomUUID() as ConfigurationImportId
    if (read.value.kind === 'sealed') {
      this.#waiting.hold({ ...read.value, id, file })
      return ok({ id, file, preview: null })
    }
    this.#waiting.hold({ kind: 'open', id, file, configuration: read.value.configuration })
    const preview = await this.#preview(read.value.configuration)
    return preview.ok ? ok({ id, file, preview: preview.value }) : preview
  }

  /** @returns `configuration.wrong-passphrase`: it may be tried again */
  async unlock(id: ConfigurationImportId, passphrase: string): Promise<Result<OpenedConfiguration>> {
    const waiting = this.#waiting.get(id)
    if (!waiting) return failure(appError('configuration.not-open'))
    const { file } = waiting
    const opened =
      waiting.kind === 'open' ? ok(waiting.configuration) : await openSealed(file, waiting.sealed, passphrase)
    if (!opened.ok) return opened
    const preview = await this.#preview(opened.value)
    if (!preview.ok) return preview
    this.#waiting.hold({ kind: 'open', id, file, configuration: opened.value })
    return ok({ id, file, preview: preview.value })
  }

  async import(
    id: ConfigurationImportId,
    selection: ImportSelection,
    confirmedServers: readonly string[] = [],
  ): Promise<Result<ImportResult>> {
    const waiting = this.#waiting.get(id)
    if (waiting?.kind !== 'open') return failure(appError('configuration.not-open'))
    const plan = await this.#plan(waiting.configuration)
    if (!plan.ok) return plan
    const imported = await applyImport(plan.value, selection, this.#parts, confirmedServers)
    if (imported.ok) this.discard(id)
    return imported
  }

  /** Forgets an opened file and the secrets in it. */
  discard(id: ConfigurationImportId): Result<null> {
    this.#waiting.discard(id)
    return ok(null)
  }

  close(): void {
    this.#waiting.close()
  }

  async #plan(configuration: Configuration): Promise<Result<PlannedConnector[]>> {
    const primes = await this.#parts.engine.listEmailAccounts(null)
    if (!primes.ok) return primes
    return ok(planImport(configuration, this.#parts.documents.connections.get(), primes.value))
  }

  async #preview(configuration: Configuration): Promise<Result<ImportPreview>> {
    const plan = await this.#plan(configuration)
    return plan.ok ? ok(previewOf(plan.value)) : plan
  }
}

type SecretOf = (id: string) => Promise<string | undefined>
type Owners = ReadonlyMap<
  EwsAccount['primeEmailAccountId'],
  ExportedConnector['accounts'][number]['primeEmailAccount']
>

async function exportedConnector(
  { id, changedAt: _changedAt, ...connector }: Connector,
  accounts: readonly EwsAccount[],
  owners: Owners,
  secretOf: SecretOf,
): Promise<ExportedConnector> {
  const exported: ExportedConnector['accounts'] = []
  for (const account of accounts) {
    const { id: accountId, connectorId: _in, changedAt: _at, primeEmailAccountId, ...settings } = account
    const primeEmailAccount = owners.get(primeEmailAccountId)
    // Without its other end an account means nothing anywhere.
    if (!primeEmailAccount) continue
    const password = await secretOf(accountId)
    exported.push({ ...settings, primeEmailAccount, ...(password === undefined ? {} : { password }) })
  }
  const credential = await secretOf(applicationSecretId(id))
  return {
    ...connector,
    accounts: exported,
    ...(credential === undefined ? {} : { applicationCredential: credential }),
  }
}

function previewOf(plan: readonly PlannedConnector[]): ImportPreview {
  const state = (existing: unknown, problem: unknown) =>
    problem !== null ? 'refused' : existing !== null ? 'existing' : 'new'
  return {
    connectors: plan.map(({ connector, existing, problem, accounts }) => ({
      name: connector.name,
      url: connector.url,
      authority: connector.authenticationMethod === 'oauth2' ? authorityOf(connector.oauth2) : '',
      fingerprint: connector.trust.fingerprint ?? '',
      authorities: connector.trust.authorities.length,
      state: state(existing, problem),
      problem,
      hasSecret: connector.applicationCredential !== undefined,
      accounts: accounts.map((planned) => ({
        mailbox: planned.account.mailbox,
        url: planned.account.url,
        primeAddress: planned.account.primeEmailAccount.address,
        state: state(planned.existing, planned.problem),
        problem: planned.problem,
        hasSecret: planned.account.password !== undefined,
      })),
    })),
  }
}

async function readBounded(file: string): Promise<Result<string>> {
  try {
    const { size } = await stat(file)
    if (size > MAX_FILE_BYTES) return failure(appError('configuration.unreadable', { file }))
    return ok(await readBytes(file, 'utf8'))
  } catch {
    return failure(appError('configuration.unreadable', { file }))
  }
}
