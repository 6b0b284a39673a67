/** Which accounts a command means. Names are compared as people write them; an id always wins. */
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { Connector } from '#shared/domain/connector.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Connections } from '../config/documents.ts'
import type { Services } from '../services/services.ts'
import { connectedAccounts, isActive, type Connected } from '../services/sync-jobs.ts'
import type { Selection } from './arguments.ts'

type Lists = Pick<Services, 'connectors' | 'accounts'>

export type ListedConnector = { readonly connector: Connector; readonly entries: readonly AccountEntry[] }

/** All connectors with the entries of their accounts. */
export async function listedConnectors(services: Lists): Promise<Result<ListedConnector[]>> {
  const listed = await services.connectors.list()
  if (!listed.ok) return listed
  const connectors: ListedConnector[] = []
  for (const { connector } of listed.value) {
    const entries = await services.accounts.list(connector.id)
    if (!entries.ok) return entries
    connectors.push({ connector, entries: entries.value })
  }
  return ok(connectors)
}

/** All connectors, and all accounts. */
export async function knownOf(services: Lists): Promise<Result<Connections>> {
  const listed = await listedConnectors(services)
  if (!listed.ok) return listed
  return ok({
    connectors: listed.value.map(({ connector }) => connector),
    accounts: listed.value.flatMap(({ entries }) => entries.map(({ account }) => account)),
  })
}

/** How many similar names are told. */
const SIMILAR = 5

export type Choice = {
  /** The connector that was named. */
  readonly connector: Connector | null
  readonly accounts: readonly Connected[]
}

/**
 * @returns with `--all` and `--connector` the active accounts of active connectors; accounts that were named whatever
 * they are
 */
export function chosenAccounts(selection: Selection, known: Connections): Result<Choice> {
  switch (selection.by) {
    case 'all':
      return ok({ connector: null, accounts: activeOf(known) })
    case 'connector': {
      const connector = found(
        selection.name,
        known.connectors,
        ({ name }) => name,
        'command.no-such-connector',
      )
      if (!connector.ok) return connector
      const own = activeOf(known).filter(({ account }) => account.connectorId === connector.value.id)
      return ok({ connector: connector.value, accounts: own })
    }
    case 'accounts': {
      const chosen = new Map<string, Connected>()
      for (const name of selection.names) {
        const account = found(name, known.accounts, ({ mailbox }) => mailbox, 'command.no-such-account')
        if (!account.ok) return account
        for (const each of connectedAccounts(known))
          if (each.account === account.value) chosen.set(each.account.id, each)
      }
      return ok({ connector: null, accounts: [...chosen.values()] })
    }
  }
}

function activeOf(known: Connections): Connected[] {
  return connectedAccounts(known).filter(isActive)
}

function found<T extends { readonly id: string }>(
  wanted: string,
  all: readonly T[],
  nameOf: (one: T) => string,
  code: 'command.no-such-account' | 'command.no-such-connector',
): Result<T> {
  const byId = all.find(({ id }) => id === wanted)
  if (byId) return ok(byId)
  const named = all.filter((one) => plain(nameOf(one)) === plain(wanted))
  const [only, second] = named
  if (second) {
    return failure(
      appError('command.ambiguous', { name: wanted, similar: named.map(({ id }) => id).join(', ') }),
    )
  }
  if (only) return ok(only)
  if (all.length === 0) return failure(appError('command.nothing-set-up'))
  return failure(appError(code, { name: wanted, similar: similarNames(wanted, all.map(nameOf)).join(', ') }))
}

/** The nearest first. */
export function similarNames(wanted: string, names: readonly string[]): string[] {
  return names
    .map((name) => {
      const [one, other] = [plain(name), plain(wanted)]
      return { name, distance: one.startsWith(other) ? 0 : distance(one, other) }
    })
    .sort((one, other) => one.distance - other.distance || one.name.localeCompare(other.name))
    .slice(0, SIMILAR)
    .map(({ name }) => name)
}

function plain(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}

/** How many characters differ (Levenshtein). */
function distance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [row, letter] of Array.from(one).entries()) {
    const current = [row + 1]
    for (let column = 0; column < other.length; column += 1) {
      const replaced = (previous[column] ?? 0) + (letter === other[column] ? 0 : 1)
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    previous = current
  }
  return previous[other.length] ?? 0
}
