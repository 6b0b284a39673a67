/**
 * The tests that were run since the start, for whoever wants to see more of one: its requests, or its report as a file.
 *
 * Requests are kept of the latest tests only; they are large, and a test of all accounts runs hundreds. Reports are
 * redacted when they come in, like the requests: what is not there cannot be saved or copied.
 */
import type { TestReport, TestStepId } from '#shared/domain/connection-test.ts'
import type { ConnectionTestId } from '#shared/domain/ids.ts'
import type { TestOwner } from '#shared/domain/test-record.ts'
import { redactText } from '#shared/redact.ts'
import type { TracedExchange } from '#shared/domain/exchange-trace.ts'
import { eachString } from '../diagnostics/report/replace-names.ts'
import type { StepExchanges } from '../diagnostics/report/report-document.ts'

/** Some hundred kilobytes each, a megabyte at most. */
const MOST_WITH_EXCHANGES = 50
/** More than all accounts of the largest companies. */
const MOST_REPORTS = 1000
/** Of one step; a step that repeats itself says with the first ones what it says. */
const MOST_REQUEST_IDS = 20

export type TestRecord = { readonly report: TestReport; readonly owner: TestOwner | null }

export class TestRecords {
  readonly #exchanges = new Map<ConnectionTestId, Map<TestStepId, readonly TracedExchange[]>>()
  readonly #records = new Map<ConnectionTestId, TestRecord>()

  keepExchanges(id: ConnectionTestId, step: TestStepId, exchanges: readonly TracedExchange[]): void {
    const ofTest = this.#exchanges.get(id) ?? new Map<TestStepId, readonly TracedExchange[]>()
    this.#exchanges.set(id, ofTest.set(step, exchanges))
    dropOldest(this.#exchanges, MOST_WITH_EXCHANGES)
  }

  /** @returns the report as it is kept */
  keepReport(report: TestReport, owner: TestOwner | null): TestReport {
    const redacted = eachString(report, redactText)
    this.#records.set(report.id, { report: redacted, owner })
    dropOldest(this.#records, MOST_REPORTS)
    return redacted
  }

  find(id: ConnectionTestId): TestRecord | null {
    return this.#records.get(id) ?? null
  }

  /** `null`: they are no longer there. */
  exchangesOf(id: ConnectionTestId): StepExchanges | null {
    return this.#exchanges.get(id) ?? null
  }

  /** By step, in the order of the requests. */
  requestIdsOf(id: ConnectionTestId): Record<string, string[]> {
    const ofTest = [...(this.#exchanges.get(id) ?? [])]
    return Object.fromEntries(
      ofTest.map(([step, exchanges]) => [
        step,
        exchanges.flatMap(({ requestId }) => requestId ?? []).slice(0, MOST_REQUEST_IDS),
      ]),
    )
  }

  /** What was tested is gone. */
  forget(owners: readonly TestOwner[]): void {
    for (const [id, { owner }] of this.#records) {
      if (owner === null || !owners.includes(owner)) continue
      this.#records.delete(id)
      this.#exchanges.delete(id)
    }
  }
}

function dropOldest(map: Map<ConnectionTestId, unknown>, most: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= most) return
    map.delete(oldest)
  }
}
