/**
 * What each row of a table would become: a pure comparison with what is there, by the schemas of the form and the 1:1
 * rule. It is made anew when the import is carried out, so that what changed in between is noticed.
 */
import { randomUUID } from 'node:crypto'
import {
  REQUIRED_IMPORT_FIELDS,
  type AccountImportPreview,
  type ColumnMapping,
  type ImportField,
  type ImportRow,
} from '#shared/domain/account-import.ts'
import type { ExportedAccount } from '#shared/domain/configuration.ts'
import { isMethodOfService, usesPasswords, type Connector } from '#shared/domain/connector.ts'
import { ewsAccountDraftSchema, passwordChangeSchema, urlOf } from '#shared/domain/ews-account.ts'
import { completeExchangeUrl } from '#shared/domain/exchange-url.ts'
import type { PrimeEmailAccountId } from '#shared/domain/ids.ts'
import { serverOf } from '#shared/domain/new-servers.ts'
import { oneToOneConflict } from '#shared/domain/one-to-one.ts'
import { primeEmailAccountDraftSchema, type PrimeEmailAccount } from '#shared/domain/prime.ts'
import { ACCOUNT_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { codeOf } from '#shared/domain/validation.ts'
import type { ErrorCode, FieldError } from '#shared/errors.ts'
import type { Connections } from '../../config/documents.ts'
import type { PlannedAccount } from '../import-plan.ts'
import { readAccess, readDays, readKinds, readOwnerKind, readSwitch } from './cell-values.ts'
import type { Table, TableRow } from './read-table.ts'

export type PlannedRow = {
  readonly shown: ImportRow
  /** `null`: the row has problems. */
  readonly planned: PlannedAccount | null
}

export type ImportSurroundings = {
  readonly connector: Connector
  readonly there: Connections
  readonly primeAccounts: readonly PrimeEmailAccount[]
}

export function planRows(
  { headings, rows }: Pick<Table, 'headings' | 'rows'>,
  mapping: ColumnMapping,
  surroundings: ImportSurroundings,
): PlannedRow[] {
  const primes = new Map(surroundings.primeAccounts.map((prime) => [key(prime.address), prime]))
  const seen = { mailbox: new Map<string, number>(), primeAddress: new Map<string, number>() }
  return rows.map((row) => {
    const cell = (field: ImportField): string => {
      const column = mapping[field]
      const written = column === undefined ? '' : (row.cells[column] ?? '')
      // Spaces belong to a password, and to nothing else.
      return field === 'password' ? written : written.trim()
    }
    const planned = planRow(row, cell, surroundings, primes.get(key(cell('primeAddress'))) ?? null)
    const problems = [...planned.shown.problems]
    for (const field of ['mailbox', 'primeAddress'] as const) {
      const value = key(cell(field))
      const first = seen[field].get(value)
      if (value === '') continue
      if (first === undefined) seen[field].set(value, row.row)
      else problems.push(problem(field, 'import.twice', { value: cell(field), row: first }))
    }
    if (row.cells.slice(headings.length).some((extra) => extra.trim() !== ''))
      problems.push(problem('', 'import.more-cells'))
    return problems.length === 0 ? planned : { shown: { ...planned.shown, problems }, planned: null }
  })
}

export function previewOf(
  planned: readonly PlannedRow[],
  mapping: ColumnMapping,
  connector: Connector,
): AccountImportPreview {
  return {
    rows: planned.map(({ shown }) => shown),
    missing: REQUIRED_IMPORT_FIELDS.filter((field) => mapping[field] === undefined),
    ignoresPasswords: mapping.password !== undefined && !usesPasswords(connector),
    needsPasswords: usesPasswords(connector),
  }
}

type Cell = (field: ImportField) => string

function planRow(
  { row }: TableRow,
  cell: Cell,
  { connector, there }: ImportSurroundings,
  prime: PrimeEmailAccount | null,
): PlannedRow {
  const problems: FieldError[] = []
  const known = <T>(field: ImportField, value: T | undefined, standard: T): T => {
    if (value === undefined) problems.push(problem(field, 'import.unknown-value', { value: cell(field) }))
    return value === undefined ? standard : value
  }
  const ownerKind = known('ownerKind', readOwnerKind(cell('ownerKind'), 'employee'), 'employee')
  // Those of an e-mail account that is there count; the file cannot change them.
  const primeEmailAccount = prime
    ? { address: prime.address, owner: prime.owner }
    : { address: cell('primeAddress'), owner: { kind: ownerKind, name: cell('ownerName') } }
  const { syncedKinds, receiveOnly, firstSyncDays } = ACCOUNT_SYNC_DEFAULTS
  const settings = {
    active: known('active', readSwitch(cell('active'), true), true),
    mailbox: cell('mailbox'),
    access: known('access', readAccess(cell('access'), 'own'), 'own'),
    userName: cell('userName'),
    url: completeExchangeUrl(cell('url')),
    sync: {
      ...ACCOUNT_SYNC_DEFAULTS,
      syncedKinds: [...known('kinds', readKinds(cell('kinds'), syncedKinds), syncedKinds)],
      receiveOnly: known('receiveOnly', readSwitch(cell('receiveOnly'), receiveOnly), receiveOnly),
      firstSyncDays: known('firstSyncDays', readDays(cell('firstSyncDays'), firstSyncDays), firstSyncDays),
    },
  }
  const password = usesPasswords(connector) ? cell('password') : ''
  problems.push(...valueProblems(settings, primeEmailAccount, password, connector))
  const pair = {
    mailbox: settings.mailbox,
    // One that is yet to be made cannot be connected with anything.
    primeEmailAccountId: prime?.id ?? (randomUUID() as PrimeEmailAccountId),
  }
  const conflict = oneToOneConflict(pair, null, there.accounts, (other) => {
    return there.connectors.find(({ id }) => id === other.connectorId)?.name ?? ''
  })
  if (conflict) problems.push(...(conflict.fields ?? []).map(ofColumn))
  const account: ExportedAccount = {
    ...settings,
    identity: null,
    primeEmailAccount,
    ...(password !== '' && { password }),
  }
  return {
    shown: {
      row,
      mailbox: settings.mailbox,
      primeAddress: primeEmailAccount.address,
      owner: primeEmailAccount.owner.name,
      userName: settings.userName,
      hasPassword: password !== '',
      server: settings.url === '' ? '' : serverOf(settings.url),
      primeAccount: prime ? 'existing' : 'new',
      problems,
    },
    planned: problems.length === 0 ? { account, existing: null, prime, problem: null } : null,
  }
}

const { mailbox, userName, url, sync } = ewsAccountDraftSchema.shape
const passwordSchema = passwordChangeSchema.options[1].shape.value

/** By the rules of the form, each field with the first reason against it. */
function valueProblems(
  settings: Omit<ExportedAccount, 'primeEmailAccount' | 'identity' | 'password'>,
  prime: ExportedAccount['primeEmailAccount'],
  password: string,
  connector: Connector,
): FieldError[] {
  const owner = primeEmailAccountDraftSchema.shape.owner.shape.name
  const checks: readonly (readonly [ImportField, { safeParse: typeof mailbox.safeParse }, unknown])[] = [
    ['mailbox', mailbox, settings.mailbox],
    ['primeAddress', primeEmailAccountDraftSchema.shape.address, prime.address],
    ['ownerName', owner, prime.owner.name],
    ['userName', userName, settings.userName],
    ['url', url, settings.url],
  ]
  const found = checks.flatMap(([field, schema, value]) => {
    const issue = schema.safeParse(value).error?.issues[0]
    return issue ? [problem(field, codeOf(issue.message))] : []
  })
  const days = sync.shape.firstSyncDays.safeParse(settings.sync.firstSyncDays).error?.issues[0]
  if (days) found.push(problem('firstSyncDays', codeOf(days.message)))
  if (password !== '' && !passwordSchema.safeParse(password).success) {
    found.push(problem('password', 'field.too-long'))
  }
  if (usesPasswords(connector) && settings.userName === '') {
    found.push(problem('userName', 'user-name.required'))
  }
  if (!isMethodOfService({ ...connector, url: urlOf(settings, connector) })) {
    found.push(problem('url', 'account-url.exchange-online-oauth2-only'))
  }
  return found
}

function problem(path: ImportField | '', code: ErrorCode, params: FieldError['params'] = {}): FieldError {
  return { path, code, params }
}

/** The fields of an account are called otherwise where they are no columns. */
function ofColumn(error: FieldError): FieldError {
  return error.path === 'primeEmailAccountId' ? { ...error, path: 'primeAddress' } : error
}

/** As `sameMailbox` compares. */
function key(address: string): string {
  return address.trim().toLowerCase()
}
