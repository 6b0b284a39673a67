/**
 * All sources together: what holds, what is locked, and what cannot be used. Pure.
 *
 * From the strongest: mandatory of the registry of the computer, of its file, of the registry of the user; then what a
 * person has set; then what is recommended, in the same order; then what the application has from the beginning. A value
 * that cannot be used gives its place to the next.
 */
import {
  canBeRecommended,
  expectedOf,
  POLICIES,
  POLICY_NAMES,
  POLICY_SOURCES,
  policyOf,
  type Permission,
  type PolicyInForce,
  type PolicyLevel,
  type PolicyName,
  type PolicyOrigin,
  type PolicyProblem,
  type PolicyValues,
} from '#shared/domain/policies.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { connectorList, readConnector, type PolicyConnector } from './policy-connectors.ts'
import type { RawPolicies, RawPolicy, RawValue } from './raw-policies.ts'

export type SettingPolicy = PolicyOrigin & {
  readonly path: string
  readonly level: PolicyLevel
  readonly value: unknown
}

export type PolicySet = {
  /** At most one for each setting. */
  readonly settings: readonly SettingPolicy[]
  readonly forbidden: ReadonlyMap<Permission, PolicyOrigin>
  readonly connectors: readonly PolicyConnector[]
  readonly inForce: readonly PolicyInForce[]
  readonly problems: readonly PolicyProblem[]
}

export const NO_POLICIES: PolicySet = {
  ...{ settings: [], forbidden: new Map(), connectors: [], inForce: [], problems: [] },
}

const LEVELS: readonly PolicyLevel[] = ['mandatory', 'recommended']

export function policySet(sources: readonly RawPolicies[]): PolicySet {
  const raw = sources.flatMap(({ policies }) => policies)
  const settings: SettingPolicy[] = []
  const forbidden = new Map<Permission, PolicyOrigin>()
  const connectors: PolicyConnector[] = []
  const inForce: PolicyInForce[] = []
  const problems: Omit<PolicyProblem, 'instead'>[] = sources
    .flatMap((each) => each.problems)
    .map(({ source, error }) => ({ source, policy: null, error }))
  const tell = ({ source, name }: RawPolicy, error: AppError): void => {
    problems.push({ source, policy: name, error })
  }
  const known = new Map<PolicyName, RawPolicy[]>()
  for (const each of raw) {
    const name = nameOf(each)
    if (!name) tell(each, appError('policy.unknown', { policy: each.name.slice(0, MOST_CHARACTERS) }))
    else if (each.level === 'recommended' && !canBeRecommended(name)) {
      tell(each, appError('policy.only-mandatory', { policy: name }))
    } else known.set(name, [...(known.get(name) ?? []), each])
  }
  for (const policy of POLICY_NAMES) {
    const definition = policyOf(policy)
    let isDecided = false
    for (const each of byStrength(known.get(policy) ?? [])) {
      const { source, level } = each
      if (definition.governs === 'connectors') {
        const taken = takeConnectors(each, connectors, (error) => {
          tell(each, error)
        })
        if (taken.length > 0) inForce.push({ policy, source, level, value: taken.join(', ') })
        continue
      }
      const plain = plainValue(definition.values, each.value)
      const value = definition.governs === 'setting' && plain !== undefined ? definition.read(plain) : plain
      if (value === undefined) {
        const expected = expectedOf(definition.values)
        tell(each, appError('policy.invalid', { policy, value: shown(policy, each.value), expected }))
      } else if (!isDecided) {
        isDecided = true
        inForce.push({ policy, source, level, value: String(plain) })
        if (definition.governs === 'setting') {
          settings.push({ policy, source, level, path: definition.path, value })
        } else if (value === false) forbidden.set(definition.permission, { policy, source })
      }
    }
  }
  return {
    ...{ settings, forbidden, connectors, inForce },
    problems: problems.map((problem) => ({
      ...problem,
      instead: inForce.find(({ policy }) => policy.toLowerCase() === problem.policy?.toLowerCase()) ?? null,
    })),
  }
}

/** The registry knows no case of names; in the file a name in another case can only be a slip. */
function nameOf({ name }: RawPolicy): PolicyName | undefined {
  return POLICY_NAMES.find((known) => known.toLowerCase() === name.toLowerCase())
}

function byStrength(policies: readonly RawPolicy[]): RawPolicy[] {
  return LEVELS.flatMap((level) =>
    POLICY_SOURCES.flatMap((source) =>
      policies.filter((each) => each.level === level && each.source === source),
    ),
  )
}

/** The value as the setting has it, as far as its kind goes; `undefined`: it is of another one. */
function plainValue(values: PolicyValues, raw: RawValue): unknown {
  const value = raw.kind === 'json' ? raw.value : undefined
  const text = raw.kind === 'text' ? raw.text.trim() : typeof value === 'string' ? value.trim() : undefined
  const number = raw.kind === 'number' ? raw.value : typeof value === 'number' ? value : undefined
  switch (values.kind) {
    case 'choice':
      return text !== undefined && values.choices.includes(text) ? text : undefined
    case 'text':
      return text === '' ? undefined : text
    case 'number':
      return number !== undefined && number >= values.range.least && number <= values.range.most
        ? number
        : undefined
    case 'switch':
      if (typeof value === 'boolean') return value
      return number === 0 || number === 1 ? number === 1 : undefined
    case 'connectors':
      return undefined
  }
}

/** @returns the names of those that were taken */
function takeConnectors(
  { value, source }: RawPolicy,
  all: PolicyConnector[],
  tell: (error: AppError) => void,
): string[] {
  const list = connectorList(value)
  if (!list) {
    const expected = expectedOf(POLICIES.Connectors.values)
    tell(appError('policy.invalid', { policy: 'Connectors', value: '…', expected }))
    return []
  }
  const read = list.map((each, index) => readConnector(each, source, index))
  for (const error of read.flatMap(({ problems }) => problems)) tell(error)
  const taken: string[] = []
  for (const { connector } of read) {
    if (!connector) continue
    const other = all.find(({ id }) => id === connector.id)
    // A stronger source may say the same connector otherwise; twice in one is a slip.
    if (other?.source === source) {
      tell(appError('policy.connector-twice', { connector: connector.draft.name }))
    } else if (!other) {
      all.push(connector)
      taken.push(connector.draft.name)
    }
  }
  return taken
}

/** Of a value that cannot be used, as much as helps to find it. */
const MOST_CHARACTERS = 80

/** A proxy may have been written with a password, which is no part of any report. */
function shown(policy: PolicyName, raw: RawValue): string {
  const text =
    raw.kind === 'text'
      ? raw.text
      : raw.kind === 'number'
        ? String(raw.value)
        : raw.kind === 'json'
          ? JSON.stringify(raw.value)
          : `(${raw.kind})`
  const safe = policy === 'Proxy' ? text.replace(/^.*@/s, '…@') : text
  return safe.length > MOST_CHARACTERS ? `${safe.slice(0, MOST_CHARACTERS)}…` : safe
}
