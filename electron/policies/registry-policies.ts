/** Policies in an export of the registry: which of its keys are ours, and how strong they are. */
import type { PolicyLevel, PolicySource } from '#shared/domain/policies.ts'
import { appError } from '#shared/errors.ts'
import { parseRegistryExport, registryText, type RegistryKey } from './registry-export.ts'
import { MAX_POLICY_BYTES, NO_RAW_POLICIES, type RawPolicies } from './raw-policies.ts'

/** Below a root; what is recommended stands in a key of its own in it. */
export const POLICY_KEY = String.raw`SOFTWARE\Policies\Winoffice\MS EWS Konnektor`
export const RECOMMENDED_KEY = String.raw`${POLICY_KEY}\Recommended`

const ROOTS: Readonly<Record<string, PolicySource>> = {
  HKEY_LOCAL_MACHINE: 'machine-registry',
  HKEY_CURRENT_USER: 'user-registry',
}
const LEVELS: readonly (readonly [key: string, PolicyLevel])[] = [
  [POLICY_KEY, 'mandatory'],
  [RECOMMENDED_KEY, 'recommended'],
]

/** @param wanted of which root the policies are told; default: of both */
export function registryPolicies(bytes: Uint8Array, wanted?: PolicySource): RawPolicies {
  const source = wanted ?? 'machine-registry'
  if (bytes.length > MAX_POLICY_BYTES) {
    return { ...NO_RAW_POLICIES, problems: [unreadable(source, `> ${MAX_POLICY_BYTES} bytes`)] }
  }
  const keys = parseRegistryExport(registryText(bytes))
  if (keys === null) return { ...NO_RAW_POLICIES, problems: [unreadable(source, 'no registry export')] }
  const policies = keys.flatMap((key) => {
    const place = placeOf(key)
    if (!place || (wanted && place.source !== wanted)) return []
    return [...key.values].map(([name, value]) => ({ ...place, name, value }))
  })
  return { policies, problems: [] }
}

function unreadable(source: PolicySource, reason: string) {
  return { source, error: appError('policy.registry-unreadable', { reason }) }
}

/** Names of keys know no case. */
function placeOf({ path }: RegistryKey): { source: PolicySource; level: PolicyLevel } | null {
  const [root = '', ...rest] = path.split('\\')
  const source = ROOTS[root.toUpperCase()]
  const below = rest.join('\\').toLowerCase()
  const level = LEVELS.find(([key]) => key.toLowerCase() === below)?.[1]
  return source && level ? { source, level } : null
}
