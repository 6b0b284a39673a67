/** Servers to which nothing goes before a person has confirmed them. */
import type { Configuration } from '#shared/domain/configuration.ts'
import { isAsWindowsUser, usesPasswords } from '#shared/domain/connector.ts'
import type { TestRequest } from '#shared/domain/connection-test.ts'
import { urlOf } from '#shared/domain/ews-account.ts'
import { newServers, serversOf } from '#shared/domain/new-servers.ts'
import { appError, type AppError } from '#shared/errors.ts'
import type { Connections } from '../config/documents.ts'
import type { PlannedConnector } from './import-plan.ts'

export function notConfirmed(servers: readonly string[], confirmed: readonly string[]): AppError | null {
  const left = servers.filter((server) => !confirmed.includes(server))
  return left.length === 0 ? null : appError('server.not-confirmed', { servers: left.join(', ') })
}

/**
 * The servers that a test would send something stored to, and that get nothing so far. A password of the form is meant
 * for the server that stands beside it; without an account nothing is sent.
 */
export function serversTestedAnew(
  { connector, connectorId, account }: TestRequest,
  { connectors, accounts }: Connections,
): string[] {
  if (!account) return []
  const { password } = account
  if (password.kind === 'given' && (usesPasswords(connector) || connectorId === null)) return []
  const saved = password.kind === 'stored' ? accounts.find(({ id }) => id === password.accountId) : undefined
  const owner = connectors.find(({ id }) => id === (saved?.connectorId ?? connectorId))
  const tested = { connector: { ...connector, url: urlOf(account, connector) }, accounts: [] }
  return owner ? newServers({ connector: owner, accounts: saved ? [saved] : [] }, tested) : serversOf(tested)
}

type ExportedAccount = Configuration['connectors'][number]['accounts'][number]

/**
 * What the chosen part of an import would send to servers that get nothing so far. A new account that needs a password
 * has only that of the file, which belongs to its server; what is stored here does not, and neither does the user of
 * Windows, who signs in without one.
 *
 * @param isChosen whether the settings of the connector are taken from the file too
 * @param chosen its accounts that are taken
 */
export function serversAddedBy(
  { connector, existing }: PlannedConnector,
  isChosen: boolean,
  chosen: readonly { readonly account: ExportedAccount; readonly existing: { readonly id: string } | null }[],
  there: Connections,
): string[] {
  if (existing === null) {
    if (!isAsWindowsUser(connector)) return []
    return serversOf({ connector, accounts: chosen.map(({ account }) => account) })
  }
  const own = there.accounts.filter(({ connectorId }) => connectorId === existing.id)
  const after = isChosen ? connector : existing
  const sendsStored = chosen.filter((each) => each.existing !== null || !usesPasswords(after))
  const kept = own.filter(({ id }) => chosen.every((each) => each.existing?.id !== id))
  return newServers(
    { connector: existing, accounts: own },
    { connector: after, accounts: [...kept, ...sendsStored.map(({ account }) => account)] },
  )
}
