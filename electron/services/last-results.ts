/**
 * The last results of tests and synchronisations, per connector (its server alone) and per account, and what they
 * say about a whole connector. A result lives as long as what it is about: it goes when the object goes, and a test
 * result also when the tested values change, so that nothing looks proven that nobody has tried.
 *
 * A disk that cannot be written must not hide a result: whoever asked for it has been told by then.
 */
import type { TestResult } from '#shared/contract/contract.ts'
import type { KnownResults } from '#shared/domain/health.ts'
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncOutcome, SyncResult } from '#shared/domain/sync.ts'
import type { Results } from '../config/documents.ts'
import type { VersionedDocument } from '../config/versioned-document.ts'

type Id = ConnectorId | EwsAccountId

/** From harmless to worst. */
const SEVERITY: readonly SyncOutcome[] = ['succeeded', 'cancelled', 'incomplete', 'failed']

export class LastResults {
  readonly #document: VersionedDocument<Results>

  readonly #onForgotten: (ids: readonly Id[]) => void

  /** @param onForgotten goes with the results: what else is known of the tests of these objects */
  constructor(
    document: VersionedDocument<Results>,
    onForgotten: (ids: readonly Id[]) => void = () => undefined,
  ) {
    this.#document = document
    this.#onForgotten = onForgotten
  }

  of(id: Id): KnownResults & { lastTest: TestResult | null; lastSync: SyncResult | null } {
    const { tests, syncs } = this.#document.get()
    return { lastTest: tests[id] ?? null, lastSync: syncs[id] ?? null }
  }

  /** @param accountIds the accounts that count */
  ofConnector(id: ConnectorId, accountIds: readonly EwsAccountId[]) {
    const accounts = accountIds.map((accountId) => this.of(accountId))
    return {
      lastTest: testOf(
        this.of(id).lastTest,
        accounts.flatMap(({ lastTest }) => lastTest ?? []),
      ),
      lastSync: worstOf(accounts.flatMap(({ lastSync }) => lastSync ?? [])),
      isServerTestFailed: isStillFailed(this.of(id).lastTest, accounts),
    }
  }

  rememberTest(id: Id, result: TestResult): void {
    this.#document.update(({ tests, syncs }) => ({ tests: { ...tests, [id]: result }, syncs }))
  }

  rememberSync(id: EwsAccountId, result: SyncResult): void {
    this.#document.update(({ tests, syncs }) => ({ tests, syncs: { ...syncs, [id]: result } }))
  }

  /** The tested values have changed. */
  forgetTests(ids: readonly Id[]): void {
    if (!ids.some((id) => this.of(id).lastTest)) return
    this.#document.update(({ tests, syncs }) => ({ tests: without(tests, ids), syncs }))
  }

  /** The objects are gone. */
  forget(ids: readonly Id[]): void {
    this.#onForgotten(ids)
    if (!ids.some((id) => this.of(id).lastTest ?? this.of(id).lastSync)) return
    this.#document.update(({ tests, syncs }) => ({ tests: without(tests, ids), syncs: without(syncs, ids) }))
  }
}

function without<T>(record: Readonly<Record<string, T>>, ids: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([id]) => !ids.includes(id)))
}

/**
 * What the tests say about a connector: a failed account speaks for it, however many others passed since; else the
 * newest result. That the server was reached without an account says less than that somebody signed in.
 */
function testOf(server: TestResult | null, accounts: readonly TestResult[]): TestResult | null {
  const failed = newest(accounts.filter(({ outcome }) => outcome === 'failed'))
  if (failed) return failed
  const latest = newest([...(server ? [server] : []), ...accounts])
  return latest?.outcome === 'incomplete' ? (newest(accounts) ?? latest) : latest
}

/** Whoever has signed in since has shown that the server can be reached. */
function isStillFailed(server: TestResult | null, accounts: readonly KnownResults[]): boolean {
  if (server?.outcome !== 'failed') return false
  return !accounts.some(
    ({ lastTest, lastSync }) =>
      (lastTest?.outcome === 'passed' && lastTest.at > server.at) ||
      (lastSync?.outcome === 'succeeded' && lastSync.endedAt > server.at),
  )
}

function newest(results: readonly TestResult[]): TestResult | null {
  return [...results].sort((one, other) => other.at.localeCompare(one.at))[0] ?? null
}

/** The worst outcome of the last runs; among equals the latest. */
function worstOf(results: readonly SyncResult[]): SyncResult | null {
  const sorted = [...results].sort(
    (one, other) =>
      SEVERITY.indexOf(other.outcome) - SEVERITY.indexOf(one.outcome) ||
      other.endedAt.localeCompare(one.endedAt),
  )
  return sorted[0] ?? null
}
