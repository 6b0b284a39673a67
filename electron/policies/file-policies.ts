/** Policies in the file of the computer: `{ "mandatory": { "LogLevel": "info" }, "recommended": { … } }`. */
import type { PolicyLevel } from '#shared/domain/policies.ts'
import { appError } from '#shared/errors.ts'
import { NO_RAW_POLICIES, type PolicyReader, type RawPolicies } from './raw-policies.ts'
import { registryPolicies } from './registry-policies.ts'
import { readTrusted, type TrustCheck } from './trusted-file.ts'

const LEVELS: readonly PolicyLevel[] = ['mandatory', 'recommended']
const SOURCE = 'machine-file'

export function policyFile(file: string, check: TrustCheck): PolicyReader {
  return async () => {
    const bytes = await readTrusted(file, check)
    if (!bytes.ok) return { policies: [], problems: [{ source: SOURCE, error: bytes.error }] }
    return bytes.value === null ? NO_RAW_POLICIES : filePolicies(file, bytes.value)
  }
}

/**
 * An export of a registry in the place of the registry, for systems without one: the policies of a Windows domain hold
 * there as they are, and with the same strength.
 */
export function registryFile(file: string, check: TrustCheck): PolicyReader {
  return async () => {
    const bytes = await readTrusted(file, check)
    if (!bytes.ok) return { policies: [], problems: [{ source: 'machine-registry', error: bytes.error }] }
    return bytes.value === null ? NO_RAW_POLICIES : registryPolicies(bytes.value)
  }
}

export function filePolicies(file: string, bytes: Uint8Array): RawPolicies {
  const unreadable = (reason: string): RawPolicies => ({
    policies: [],
    problems: [{ source: SOURCE, error: appError('policy.file-unreadable', { file, reason }) }],
  })
  let content: unknown
  try {
    // Without `fatal` a file in another code page would be read with wrong letters. A byte order mark is none of it.
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error))
  }
  if (!isRecord(content)) return unreadable('{ "mandatory": { … }, "recommended": { … } }')
  const problems = Object.entries(content).flatMap(([name, part]) => {
    if (LEVELS.some((level) => level === name) ? isRecord(part) : name.startsWith('$')) return []
    return [{ source: SOURCE, error: appError('policy.file-unknown-part', { file, name }) } as const]
  })
  const policies = LEVELS.flatMap((level) =>
    Object.entries(isRecord(content[level]) ? content[level] : {}).map(
      ([name, value]) => ({ source: SOURCE, level, name, value: { kind: 'json', value } }) as const,
    ),
  )
  return { policies, problems }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
