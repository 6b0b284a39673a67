/**
 * What no change of the connectors may do, whichever way it comes: change a locked field, take away a connector that a
 * policy gives, add one where only those of policies are wanted, trust a certificate where people may not.
 *
 * Connectors of policies are stored as all others are (`PolicyService`), so that their accounts, links and results hang
 * on them in the same way, and stay when the policy goes; only then it is a connector that a person may change.
 */
import { isDeepStrictEqual } from 'node:util'
import { sameTrust, SYSTEM_TRUST } from '#shared/domain/trust.ts'
import type { Connector } from '#shared/domain/connector.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok } from '#shared/result.ts'
import type { Connections, Documents } from '../config/documents.ts'
import { valueAt } from './at-path.ts'
import type { Policies } from './policies.ts'
import type { PolicyConnector } from './policy-connectors.ts'

export function governConnections({ connections }: Pick<Documents, 'connections'>, policies: Policies): void {
  connections.lookThrough({
    shown: (stored) => stored,
    stored: (wanted, shown) => {
      const refusal = refusalOf(wanted, shown, policies)
      return refusal ? failure(refusal) : ok(wanted)
    },
  })
}

function refusalOf(wanted: Connections, shown: Connections, policies: Policies): AppError | null {
  for (const policy of policies.set.connectors) {
    const before = shown.connectors.find(({ id }) => id === policy.id)
    const after = wanted.connectors.find(({ id }) => id === policy.id)
    const params = { policy: 'Connectors', source: policy.source }
    if (before && !after) return appError('policy.connector-given', { ...params, connector: before.name })
    if (!before || !after) continue
    const changed = policy.locked.filter((path) => !isKept(path, policy, before, after))
    if (changed.length > 0) {
      const fields = changed.map((path) => ({ path, code: 'policy.locked', params }) as const)
      return appError('policy.locked', params, fields)
    }
  }
  for (const connector of wanted.connectors) {
    const refusal = refusalOfOne(connector, shown, policies)
    if (refusal) return refusal
  }
  return null
}

/** As it was, or as the policy says now. */
function isKept(path: string, { draft }: PolicyConnector, before: Connector, after: Connector): boolean {
  const value = valueAt(after, path)
  return isDeepStrictEqual(value, valueAt(before, path)) || isDeepStrictEqual(value, valueAt(draft, path))
}

function refusalOfOne({ id, trust }: Connector, shown: Connections, policies: Policies): AppError | null {
  const before = shown.connectors.find((each) => each.id === id)
  const given = policies.set.connectors.find((each) => each.id === id)
  if (!before && !given) {
    const refusal = policies.refusalOf('ownConnectors')
    if (refusal) return refusal
  }
  const allowed = [SYSTEM_TRUST, before?.trust, given?.draft.trust]
  if (allowed.some((each) => each && sameTrust(each, trust))) return null
  return policies.refusalOf('certificateTrust')
}
