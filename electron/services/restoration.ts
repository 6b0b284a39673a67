/**
 * What comes back when a deletion is undone. Pure: the rules that hold for every connector and account hold here too,
 * and something may have taken the place meanwhile.
 *
 * A name that was given away costs the connector its name and nothing else. A mailbox or an e-mail account of
 * Winoffice Prime that was connected otherwise keeps its account from coming back, since nobody can say which of the
 * two is meant.
 */
import { CONNECTOR_NAME_MAX, sameName, type Connector } from '#shared/domain/connector.ts'
import type { Restored } from '#shared/domain/deletion.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { oneToOneConflict } from '#shared/domain/one-to-one.ts'
import { appError } from '#shared/errors.ts'
import type { Connections } from '../config/documents.ts'
import { mixedWith } from './windows-user-mixed.ts'

/** With its place in the list. */
export type Placed<T> = { readonly value: T; readonly index: number }

export type Removed = {
  readonly connectors: readonly Placed<Connector>[]
  readonly accounts: readonly Placed<EwsAccount>[]
}

export type Restoration = Restored & {
  readonly connections: Connections
  /** What stays deleted. */
  readonly left: Removed
}

export function restoration(removed: Removed, current: Connections): Restoration {
  const [connectors, accounts] = [[...current.connectors], [...current.accounts]]
  const left = { connectors: [] as Placed<Connector>[], accounts: [] as Placed<EwsAccount>[] }
  const renamed: Restored['renamed'] = []
  const refused: Restored['refused'] = []
  const put = <T>(list: T[], value: T, index: number): unknown => list.splice(index, 0, value)

  for (const placed of inOrder(removed.connectors)) {
    const { value, index } = placed
    const mixed = mixedWith(value, value.id, connectors)
    if (mixed) {
      refused.push(appError('connector.windows-user-mixed', { name: mixed.name }))
      left.connectors.push(placed)
      continue
    }
    const name = freeName(value.name, connectors)
    if (name !== value.name) renamed.push({ from: value.name, to: name })
    put(connectors, { ...value, name }, index)
  }
  for (const placed of inOrder(removed.accounts)) {
    const { value, index } = placed
    const isHomeless = !connectors.some(({ id }) => id === value.connectorId)
    const conflict = oneToOneConflict(value, value.id, accounts, ({ connectorId }) => {
      return connectors.find(({ id }) => id === connectorId)?.name ?? ''
    })
    if (!isHomeless && !conflict) {
      put(accounts, value, index)
      continue
    }
    left.accounts.push(placed)
    if (conflict) refused.push(conflict)
    // Said once, by the connector itself, when that could not come back either.
    else if (!left.connectors.some((each) => each.value.id === value.connectorId)) {
      refused.push(appError('connector.not-found'))
    }
  }
  return { connections: { connectors, accounts }, left, renamed, refused }
}

function inOrder<T>(placed: readonly Placed<T>[]): readonly Placed<T>[] {
  return [...placed].sort((one, other) => one.index - other.index)
}

/** The name, or the first one with a number behind it that nobody has. */
function freeName(name: string, connectors: readonly Connector[]): string {
  const isTaken = (candidate: string): boolean => connectors.some((each) => sameName(each.name, candidate))
  if (!isTaken(name)) return name
  for (let number = 2; ; number += 1) {
    const suffix = ` (${number})`
    const candidate = `${name.slice(0, CONNECTOR_NAME_MAX - suffix.length).trimEnd()}${suffix}`
    if (!isTaken(candidate)) return candidate
  }
}
