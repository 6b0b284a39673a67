/**
 * The connector and the account of a call, made by the services, so that their rules decide: the address, Exchange
 * Online only with OAuth2, one mailbox for one e-mail account.
 *
 * The id of an account is derived from mailbox and address (SHA-256, shaped as a UUID of version 8), so that the next
 * run finds its SyncState again even without the record in the data folder. An account that the data folder already
 * has, from the window or an earlier run, keeps its id: the import goes on where that one stopped. As in the window,
 * a connection of our own stays the same when its address changes; one of the window is changed only there.
 */
import { createHash } from 'node:crypto'
import {
  CONNECTOR_NAME_MAX,
  NEW_CONNECTOR,
  sameName,
  type Connector,
  type ConnectorDraft,
} from '#shared/domain/connector.ts'
import { serversOf } from '#shared/domain/new-servers.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import {
  connectorIdSchema,
  ewsAccountIdSchema,
  instantOf,
  type EwsAccountId,
  type PrimeEmailAccountId,
} from '#shared/domain/ids.ts'
import { oneToOneConflict, sameMailbox } from '#shared/domain/one-to-one.ts'
import { ACCOUNT_SYNC_DEFAULTS, type AccountSync } from '#shared/domain/sync-settings.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Connections } from '../config/documents.ts'
import type { Services } from '../services/services.ts'
import type { NamedConnection, Server, SyncChoices } from './calls.ts'
import type { KnownConnections } from './known-connections.ts'

export type PlannedConnection = {
  /** Everything known, with the connection of the call in it. */
  readonly connections: Connections
  readonly connector: Connector
  readonly account: EwsAccount
}

export function connectorDraftOf({ url, domain, auth, oauth2 }: Server): ConnectorDraft {
  // A host is what a person recognises.
  const name = (URL.canParse(url) ? new URL(url).host : url).slice(0, CONNECTOR_NAME_MAX)
  return { ...NEW_CONNECTOR, name, url, domain, authenticationMethod: auth, oauth2 }
}

/**
 * The connection of a call among those that are known; the services still have to accept its values.
 * @param primeEmailAccountId `null` while the e-mail account has to be created
 */
export function planConnection(
  known: KnownConnections,
  call: NamedConnection,
  choices: SyncChoices,
  primeEmailAccountId: PrimeEmailAccountId | null,
): Result<PlannedConnection> {
  const { connectors, accounts } = allConnections(known)
  const draft = connectorDraftOf(call.server)
  const existing = connectors.find(({ url }) => sameUrl(url, draft.url))
  const connector: Connector = {
    ...draft,
    sync: existing?.sync ?? draft.sync,
    id: existing?.id ?? connectorIdSchema.parse(derivedId('connector', draft.url)),
    name: existing?.name ?? freeName(draft.name, connectors),
    changedAt: instantOf(new Date()),
  }
  const same = accounts.find(
    (account) =>
      sameMailbox(account.mailbox, call.mailbox) &&
      account.primeEmailAccountId === primeEmailAccountId &&
      (account.connectorId === connector.id || known.own.accounts.includes(account)),
  )
  const account: EwsAccount = {
    id: same?.id ?? accountIdOf(call.mailbox, draft.url),
    connectorId: connector.id,
    active: true,
    primeEmailAccountId: primeEmailAccountId ?? NO_PRIME_ACCOUNT,
    mailbox: call.mailbox,
    access: call.access,
    userName: call.server.user,
    url: same?.url ?? '',
    identity: same?.identity ?? null,
    sync: chosen(same?.sync ?? ACCOUNT_SYNC_DEFAULTS, choices),
    changedAt: connector.changedAt,
  }
  const conflict = oneToOneConflict(account, same?.id ?? null, accounts, nameIn(connectors))
  if (conflict) return failure(conflict)
  return ok({
    connections: {
      connectors: merged([connector], connectors),
      accounts: merged([account], accounts),
    },
    connector,
    account,
  })
}

/** The connection that an e-mail account has already, with the choices of this call. */
export function knownConnection(
  known: KnownConnections,
  { user }: { readonly user: string },
  choices: SyncChoices,
  primeEmailAccountId: PrimeEmailAccountId,
): Result<PlannedConnection> {
  const { connectors, accounts } = allConnections(known)
  const found = accounts.find((account) => account.primeEmailAccountId === primeEmailAccountId)
  const connector = connectors.find(({ id }) => id === found?.connectorId)
  if (!found || !connector) return failure(appError('account.not-found'))
  const userName = user === '' ? found.userName : user
  const account = { ...found, userName, sync: chosen(found.sync, choices) }
  return ok({ connections: { connectors, accounts: merged([account], accounts) }, connector, account })
}

/** What the window has set up, and what earlier runs have connected. */
export function allConnections({ application, own }: KnownConnections): Connections {
  return {
    connectors: merged(application.connectors, own.connectors),
    accounts: merged(application.accounts, own.accounts),
  }
}

function chosen(saved: AccountSync, choices: SyncChoices): AccountSync {
  const { syncedKinds, receiveOnly, firstSyncDays, mailsAttendees } = choices
  return {
    ...saved,
    syncedKinds: syncedKinds ?? saved.syncedKinds,
    receiveOnly: receiveOnly ?? saved.receiveOnly,
    firstSyncDays: firstSyncDays === undefined ? saved.firstSyncDays : firstSyncDays,
    mailsAttendees: mailsAttendees ?? saved.mailsAttendees,
  }
}

/** Saves connector and account of the plan through the services, with the password. */
export async function saveConnection(
  services: Services,
  { connector, account }: PlannedConnection,
  password: string | null,
): Promise<Result<EwsAccountId>> {
  // Whoever writes the address on the command line has confirmed it.
  const servers = serversOf({ connector, accounts: [account] })
  const savedConnector = services.connectors.save(connector.id, connector, servers)
  if (!savedConnector.ok) return savedConnector
  const change = password === null ? ({ kind: 'keep' } as const) : ({ kind: 'set', value: password } as const)
  const saved = await services.accounts.save(account.id, account, change, servers)
  return saved.ok ? ok(account.id) : saved
}

export function accountIdOf(mailbox: string, url: string): EwsAccountId {
  return ewsAccountIdSchema.parse(derivedId('account', mailbox.trim().toLowerCase(), url))
}

/** Stands for an e-mail account that is about to be created; none has this id. */
const NO_PRIME_ACCOUNT = '00000000-0000-0000-0000-000000000000' as PrimeEmailAccountId

/** RFC 9562, section 5.8: 122 bits of our own choice, version 8, variant 10. */
function derivedId(...parts: readonly string[]): string {
  const hash = createHash('sha256')
    .update(['ms-ews-konnektor', ...parts].join('\n'))
    .digest()
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The first one counts where both have an id. */
function merged<T extends { readonly id: string }>(first: readonly T[], second: readonly T[]): T[] {
  return [...first, ...second.filter(({ id }) => !first.some((one) => one.id === id))]
}

/** Scheme and host are lower-cased by the parser; IIS ignores the case of the path. */
function sameUrl(one: string, other: string): boolean {
  const normal = (text: string) => (URL.canParse(text) ? new URL(text).href.toLowerCase() : text)
  return normal(one) === normal(other)
}

function freeName(wanted: string, connectors: readonly Connector[]): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted.slice(0, CONNECTOR_NAME_MAX - 6)} (${number})`
    if (!connectors.some((connector) => sameName(connector.name, name))) return name
  }
}

function nameIn(connectors: readonly Connector[]) {
  return (account: EwsAccount) => connectors.find(({ id }) => id === account.connectorId)?.name ?? ''
}
