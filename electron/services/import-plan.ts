/**
 * What an import of a configuration would do: a pure comparison of the file with what is there. It is made anew when
 * the import is carried out, so that what changed in between is noticed.
 */
import { randomUUID } from 'node:crypto'
import type { Configuration, ExportedAccount, ExportedConnector } from '#shared/domain/configuration.ts'
import {
  connectorDraftSchema,
  isMethodOfService,
  sameName,
  usesPasswords,
  type Connector,
} from '#shared/domain/connector.ts'
import { ownUrlSchema, urlOf, type EwsAccount } from '#shared/domain/ews-account.ts'
import type { PrimeEmailAccountId } from '#shared/domain/ids.ts'
import { mailboxSchema } from '#shared/domain/mailbox.ts'
import { oneToOneConflict, sameMailbox } from '#shared/domain/one-to-one.ts'
import { primeEmailAccountDraftSchema, type PrimeEmailAccount } from '#shared/domain/prime.ts'
import { accountSyncSchema } from '#shared/domain/sync-settings.ts'
import { fieldError, inputError } from '#shared/domain/validation.ts'
import { appError, type AppError } from '#shared/errors.ts'
import type { Connections } from '../config/documents.ts'

export type PlannedAccount = {
  readonly account: ExportedAccount
  /** The account that it would replace. */
  readonly existing: EwsAccount | null
  /** Known already, or to be made. */
  readonly prime: PrimeEmailAccount | null
  readonly problem: AppError | null
}

export type PlannedConnector = {
  readonly connector: ExportedConnector
  readonly existing: Connector | null
  readonly problem: AppError | null
  readonly accounts: readonly PlannedAccount[]
}

export function planImport(
  { connectors }: Configuration,
  there: Connections,
  primeAccounts: readonly PrimeEmailAccount[],
): PlannedConnector[] {
  const seen: ExportedAccount[] = []
  return connectors.map((connector, index) => {
    const existing = there.connectors.find(({ name }) => sameName(name, connector.name)) ?? null
    const isRepeated = connectors.slice(0, index).some(({ name }) => sameName(name, connector.name))
    const draft = connectorDraftSchema.safeParse(connector)
    const problem = isRepeated
      ? fieldError('name', 'name.taken')
      : draft.success
        ? null
        : inputError(draft.error)
    const accounts = connector.accounts.map((account): PlannedAccount => {
      const planned = planAccount(account, connector, existing, there, primeAccounts)
      const twin = seen.find((other) => isSameEnd(other, account))
      seen.push(account)
      const params = { account: twin?.mailbox ?? '', connector: connector.name }
      // What is wrong with the connector does not matter to an account that goes into the one that is there.
      const stands = existing === null || isRepeated ? problem : null
      return {
        ...planned,
        problem: stands ?? (twin ? appError('account.mailbox-taken', params) : planned.problem),
      }
    })
    return { connector, existing, problem, accounts }
  })
}

function planAccount(
  account: ExportedAccount,
  connector: ExportedConnector,
  target: Connector | null,
  there: Connections,
  primeAccounts: readonly PrimeEmailAccount[],
): PlannedAccount {
  const existing =
    there.accounts.find(
      (other) => other.connectorId === target?.id && sameMailbox(other.mailbox, account.mailbox),
    ) ?? null
  const { address } = account.primeEmailAccount
  const prime = primeAccounts.find((known) => sameMailbox(known.address, address)) ?? null
  const pair = {
    mailbox: account.mailbox,
    // One that is yet to be made cannot be connected with anything.
    primeEmailAccountId: prime?.id ?? (randomUUID() as PrimeEmailAccountId),
  }
  const nameOf = (other: EwsAccount): string =>
    there.connectors.find(({ id }) => id === other.connectorId)?.name ?? ''
  const problem =
    valuesProblem(account, connector) ?? oneToOneConflict(pair, existing?.id ?? null, there.accounts, nameOf)
  return { account, existing, prime, problem }
}

function valuesProblem(account: ExportedAccount, connector: ExportedConnector): AppError | null {
  const mailbox = mailboxSchema.safeParse(account.mailbox)
  if (!mailbox.success) return inputError(mailbox.error)
  const url = ownUrlSchema.safeParse(account.url)
  if (!url.success) return inputError(url.error)
  const sync = accountSyncSchema.safeParse(account.sync)
  if (!sync.success) return inputError(sync.error)
  if (!isMethodOfService({ ...connector, url: urlOf(account, connector) })) {
    return fieldError('url', 'account-url.exchange-online-oauth2-only')
  }
  const prime = primeEmailAccountDraftSchema.safeParse(account.primeEmailAccount)
  if (!prime.success) return inputError(prime.error)
  return usesPasswords(connector) && account.userName === ''
    ? fieldError('userName', 'user-name.required')
    : null
}

function isSameEnd(one: ExportedAccount, other: ExportedAccount): boolean {
  return (
    sameMailbox(one.mailbox, other.mailbox) ||
    sameMailbox(one.primeEmailAccount.address, other.primeEmailAccount.address)
  )
}
