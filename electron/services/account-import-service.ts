/**
 * Accounts of one connector from a CSV file: opened here, shown row by row, imported in one write.
 *
 * The file, and passwords in it, wait in main (`opened-file.ts`). What is written goes the way of an imported
 * configuration (`apply-import.ts`): secrets first, connections once after them.
 */
import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import {
  MAX_IMPORT_BYTES,
  type AccountImportId,
  type AccountImportPreview,
  type AccountImportResult,
  type ColumnMapping,
  type OpenedAccountImport,
} from '#shared/domain/account-import.ts'
import type { Connector } from '#shared/domain/connector.ts'
import type { ConnectorId } from '#shared/domain/ids.ts'
import type { Language } from '#shared/domain/settings.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Policies } from '../policies/policies.ts'
import type { EngineApi } from '../sync/engine-api.ts'
import { applyImport, type ImportPorts } from './apply-import.ts'
import { recognisedColumns } from './account-import/column-names.ts'
import { decodeText, type DecodedText } from './account-import/decode-text.ts'
import { planRows, previewOf, type PlannedRow } from './account-import/plan-rows.ts'
import { readTable, type Table } from './account-import/read-table.ts'
import { importTemplate, TEMPLATE_NAMES } from './account-import/template.ts'
import type { AskOpenPath } from './certificate-service.ts'
import type { AskSavePath } from './data-service.ts'
import { OpenedFile } from './opened-file.ts'
import { writeWhole } from './write-file.ts'

export type AccountImportParts = Omit<ImportPorts, 'engine'> & {
  readonly engine: Pick<EngineApi, 'listEmailAccounts' | 'createEmailAccount'>
  readonly askOpenPath: AskOpenPath
  readonly askSavePath: AskSavePath
  readonly language: () => Language
  readonly refusalOf: Policies['refusalOf']
}

type Opened = { readonly id: AccountImportId; readonly connectorId: ConnectorId; readonly table: Table }
type Plan = { readonly connector: Connector; readonly rows: readonly PlannedRow[] }

export class AccountImportService {
  readonly #parts: AccountImportParts
  readonly #opened = new OpenedFile<Opened>()

  constructor(parts: AccountImportParts) {
    this.#parts = parts
  }

  /** Asks for a file. @returns what is in it; `null`: the person closed the dialog */
  async open(connectorId: ConnectorId): Promise<Result<OpenedAccountImport | null>> {
    const refusal = this.#parts.refusalOf('import')
    if (refusal) return failure(refusal)
    if (!this.#connector(connectorId)) return failure(appError('connector.not-found'))
    const file = await this.#parts.askOpenPath('accounts')
    if (file === null) return ok(null)
    const decoded = await textOf(file)
    if (!decoded.ok) return decoded
    const table = readTable(file, decoded.value.text)
    if (!table.ok) return table
    const { headings, separator } = table.value
    const opened: Opened = { id: randomUUID() as AccountImportId, connectorId, table: table.value }
    const mapping = recognisedColumns(headings)
    const plan = await this.#plan(opened, mapping)
    if (!plan.ok) return plan
    this.#opened.hold(opened)
    const { id } = opened
    const preview = previewOf(plan.value.rows, mapping, plan.value.connector)
    return ok({
      id,
      file,
      encoding: decoded.value.encoding,
      separator,
      headings: [...headings],
      mapping,
      preview,
    })
  }

  /** The same rows with other columns. */
  async preview(id: AccountImportId, mapping: ColumnMapping): Promise<Result<AccountImportPreview>> {
    const opened = this.#opened.get(id)
    if (!opened) return failure(appError('configuration.not-open'))
    const plan = await this.#plan(opened, mapping)
    return plan.ok ? ok(previewOf(plan.value.rows, mapping, plan.value.connector)) : plan
  }

  /** @returns the reason of the first chosen row that cannot be imported any longer; nothing is imported then */
  async import(
    id: AccountImportId,
    mapping: ColumnMapping,
    chosen: readonly number[],
    confirmedServers: readonly string[] = [],
  ): Promise<Result<AccountImportResult>> {
    const opened = this.#opened.get(id)
    if (!opened) return failure(appError('configuration.not-open'))
    const plan = await this.#plan(opened, mapping)
    if (!plan.ok) return plan
    const { connector, rows } = plan.value
    const wanted = new Set(chosen)
    const taken = rows.filter(({ shown }) => wanted.has(shown.row))
    const refused = taken.find(({ planned }) => planned === null)
    if (refused) {
      const [reason] = refused.shown.problems
      return failure(
        appError(
          'import.row-changed',
          { row: refused.shown.row, mailbox: refused.shown.mailbox },
          reason && [reason],
        ),
      )
    }
    const accounts = taken.flatMap(({ planned }) => planned ?? [])
    const { id: _id, changedAt: _changedAt, ...settings } = connector
    const imported = await applyImport(
      [{ connector: { ...settings, accounts: [] }, existing: connector, problem: null, accounts }],
      { connectors: [], accounts: accounts.map((_account, account) => ({ connector: 0, account })) },
      this.#parts,
      confirmedServers,
    )
    if (!imported.ok) return imported
    this.discard(id)
    return ok({
      accounts: imported.value.accounts,
      primeAccounts: accounts.filter(({ prime }) => prime === null).length,
      passwords: imported.value.secrets,
      left: rows.length - accounts.length,
    })
  }

  /** Forgets an opened file and the passwords in it. */
  discard(id: AccountImportId): Result<null> {
    this.#opened.discard(id)
    return ok(null)
  }

  /** Asks where, then writes the template. @returns `null`: the person closed the dialog */
  async saveTemplate(): Promise<Result<{ path: string } | null>> {
    const language = this.#parts.language()
    const path = await this.#parts.askSavePath(TEMPLATE_NAMES[language])
    if (path === null) return ok(null)
    const written = await writeWhole(path, importTemplate(language))
    return written.ok ? ok({ path }) : written
  }

  close(): void {
    this.#opened.close()
  }

  #connector(id: ConnectorId): Connector | undefined {
    return this.#parts.documents.connections.get().connectors.find((connector) => connector.id === id)
  }

  async #plan({ connectorId, table }: Opened, mapping: ColumnMapping): Promise<Result<Plan>> {
    const primes = await this.#parts.engine.listEmailAccounts(null)
    if (!primes.ok) return primes
    const there = this.#parts.documents.connections.get()
    const connector = this.#connector(connectorId)
    if (!connector) return failure(appError('connector.not-found'))
    return ok({
      connector,
      rows: planRows(table, mapping, { connector, there, primeAccounts: primes.value }),
    })
  }
}

async function textOf(file: string): Promise<Result<DecodedText>> {
  try {
    const { size } = await stat(file)
    if (size > MAX_IMPORT_BYTES)
      return failure(appError('import.too-large', { file, bytes: MAX_IMPORT_BYTES }))
    const decoded = decodeText(await readFile(file))
    if (decoded === null) return failure(appError('import.no-table', { file }))
    return decoded.text.trim() === '' ? failure(appError('import.empty', { file })) : ok(decoded)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failure(appError('import.unreadable', { file, reason }))
  }
}
