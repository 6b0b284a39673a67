/**
 * The policies in the running application: gives its connectors, tells the window what is locked and what cannot be
 * used, and reads again while it runs, since group policies are renewed every ninety minutes.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Connector, ConnectorDraft } from '#shared/domain/connector.ts'
import type { PolicyProblem, PolicySource, PolicyState } from '#shared/domain/policies.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import { valueAt, withValueAt } from '../policies/at-path.ts'
import type { Policies } from '../policies/policies.ts'
import type { PolicyConnector } from '../policies/policy-connectors.ts'
import type { ConnectorService } from './connector-service.ts'

export type PolicyServiceParts = {
  readonly policies: Policies
  readonly documents: Pick<Documents, 'connections' | 'settings'>
  readonly connectors: Pick<ConnectorService, 'give'>
  readonly onDidChange: () => void
  /** Default: nothing is written down. */
  readonly log?: ((state: Pick<PolicyState, 'inForce' | 'problems'>) => void) | undefined
}

/** A window comes to the front often; the registry is asked at most so often (milliseconds). */
const READ_AGAIN_AFTER = 60_000
/** In no language. */
const SOURCE_NAMES: Readonly<Record<PolicySource, string>> = {
  'machine-registry': 'HKLM',
  'machine-file': 'policies.json',
  'user-registry': 'HKCU',
}

/** While nobody looks at it (milliseconds). */
const INTERVAL = 15 * 60_000

export class PolicyService {
  readonly #parts: PolicyServiceParts
  readonly #interval: NodeJS.Timeout
  /** What of the connectors could not be carried out. */
  #refused: readonly PolicyProblem[] = []
  #readAt = performance.now()

  constructor(parts: PolicyServiceParts) {
    this.#parts = parts
    this.#interval = setInterval(() => void this.reload(), INTERVAL)
    this.#interval.unref()
  }

  state(): PolicyState {
    const { settings, forbidden, inForce } = this.#parts.policies.set
    const shown = this.#parts.documents.settings.get()
    const overridden = settings.filter(({ path, value }) => !isDeepStrictEqual(valueAt(shown, path), value))
    const locked = settings.filter(({ level }) => level === 'mandatory')
    return {
      inForce: [...inForce],
      overridden: overridden.map(({ policy }) => policy),
      problems: this.#problems(),
      locked: Object.fromEntries(locked.map(({ path, policy, source }) => [path, { policy, source }])),
      forbidden: Object.fromEntries(forbidden),
      connectors: Object.fromEntries(
        this.#given().map(({ id, source, locked: fields }) => [id, { source, locked: [...fields] }]),
      ),
    }
  }

  /** What the overview tells: one notice, however many they are. */
  notices(): AppError[] {
    const problems = this.#problems()
    const [first] = problems
    if (!first) return []
    return [
      appError('policy.problems', {
        count: problems.length,
        policy: first.policy ?? SOURCE_NAMES[first.source],
      }),
    ]
  }

  /** Stores the connectors that the policies give. Once at the start, and whenever they have changed. */
  apply(): void {
    const { policies } = this.#parts
    this.#refused = policies.set.connectors.flatMap((policy) => {
      const given = this.#give(policy)
      if (given.ok) return []
      const [field] = given.error.fields ?? []
      const error = field ? appError(field.code, field.params) : given.error
      return [{ source: policy.source, policy: 'Connectors', error, instead: null }]
    })
    this.#parts.log?.(this.state())
  }

  async reload(): Promise<Result<PolicyState>> {
    this.#readAt = performance.now()
    if (await this.#parts.policies.read()) {
      this.apply()
      this.#parts.onDidChange()
    }
    return ok(this.state())
  }

  /** The window came to the front. */
  async reloadIfOld(): Promise<void> {
    if (performance.now() - this.#readAt > READ_AGAIN_AFTER) await this.reload()
  }

  close(): void {
    clearInterval(this.#interval)
  }

  #problems(): PolicyProblem[] {
    return [...this.#parts.policies.set.problems, ...this.#refused]
  }

  #stored(): readonly Connector[] {
    return this.#parts.documents.connections.get().connectors
  }

  /** Those that are there: what could not be stored locks nothing. */
  #given(): PolicyConnector[] {
    const ids = new Set(this.#stored().map(({ id }) => id))
    return this.#parts.policies.set.connectors.filter(({ id }) => ids.has(id))
  }

  /** A new one as the policy says; of one that is there the locked fields, and the others as they have become. */
  #give({ id, draft, locked }: PolicyConnector): Result<unknown> {
    const before = this.#stored().find((each) => each.id === id)
    const free = this.#freeName(draft, before)
    if (!before) return this.#parts.connectors.give(id, free)
    const isKept = locked.every((path) => isDeepStrictEqual(valueAt(before, path), valueAt(free, path)))
    if (isKept) return ok(null)
    const { id: _id, changedAt: _changedAt, ...own } = before
    const wanted = locked.reduce<ConnectorDraft>(
      (all, path) => withValueAt(all, path, valueAt(free, path)),
      own,
    )
    return this.#parts.connectors.give(id, wanted)
  }

  /** Somebody may have called one of their own the same; both stay, and are told apart. */
  #freeName(draft: ConnectorDraft, before: Connector | undefined): ConnectorDraft {
    const taken = this.#stored()
      .filter((each) => each !== before)
      .map(({ name }) => name.toLocaleLowerCase('de-CH'))
    let name = draft.name
    for (let number = 2; taken.includes(name.toLocaleLowerCase('de-CH')); number += 1) {
      name = `${draft.name} (${number})`
    }
    return { ...draft, name }
  }
}
