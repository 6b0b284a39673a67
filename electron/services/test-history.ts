/**
 * The connection tests of every account, and of every connector without one, so that a failure can be compared with
 * the last test that passed.
 *
 * One file per owner, opened when it is asked for and not kept in memory: five hundred accounts with thirty reports
 * each are too much for both one file and the memory. A file that cannot be read is moved aside (`VersionedDocument`)
 * and told with the history; one that cannot be written is told as well. Neither stands in the way of a test.
 *
 * Each report is kept with a mark of the values that were tested, so that a change of account or connector needs no
 * file to be written: what was tested with other values is recognised when it is shown.
 */
import { z } from 'zod'
import { testReportSchema, type TestReport } from '#shared/domain/connection-test.ts'
import type { ConnectionTestId } from '#shared/domain/ids.ts'
import { durationOf, firstFailedOf, warningsOf } from '#shared/domain/test-headline.ts'
import type { TestHistory, TestHistoryEntry, TestOwner } from '#shared/domain/test-record.ts'
import { appError, type AppError } from '#shared/errors.ts'
import type { DocumentFile } from '../config/document-file.ts'
import { VersionedDocument, type DocumentDefinition } from '../config/versioned-document.ts'

const keptTestSchema = z.object({
  report: testReportSchema,
  /** Of the product that tested. */
  version: z.string(),
  /** By step. */
  requestIds: z.record(z.string(), z.array(z.string())),
  /** Of the values that were tested. */
  valuesMark: z.string(),
})
export type KeptTest = z.infer<typeof keptTestSchema>

/** The latest first. Read one by one: a report of a version whose steps have other names does not take the rest away. */
const historySchema = z.object({ tests: z.array(z.unknown()) })
type HistoryData = z.infer<typeof historySchema>

const HISTORY: DocumentDefinition<HistoryData> = {
  version: 1,
  schema: historySchema,
  empty: { tests: [] },
  upgrades: {},
}

/** Tests that are kept of one owner, and characters of all of them: a server may answer with long values. */
const MOST_TESTS = 30
const MOST_CHARACTERS = 1_000_000

export class TestHistoryStore {
  readonly #file: (owner: TestOwner) => DocumentFile
  readonly #keptDays: () => number
  /** What is to be told, by owner; it lasts until the application ends. */
  readonly #notices = new Map<TestOwner, AppError>()

  /**
   * @param file the file of an owner, in a folder of its own
   * @param keptDays after which a test is forgotten; default: never for its age
   */
  constructor(file: (owner: TestOwner) => DocumentFile, keptDays = () => Infinity) {
    this.#file = file
    this.#keptDays = keptDays
  }

  remember(owner: TestOwner, test: KeptTest): void {
    const written = this.#open(owner).update(({ tests }) => ({
      tests: bounded([test, ...tests], this.#since()),
    }))
    if (!written.ok) this.#notices.set(owner, written.error)
  }

  /** @param valuesMark of the values as they are now */
  list(owner: TestOwner, valuesMark: string | null): TestHistory {
    return {
      entries: this.#tests(owner).map((test) => entryOf(test, valuesMark)),
      notice: this.#notices.get(owner) ?? null,
    }
  }

  /** Everything that is kept of an owner, the latest first. */
  all(owner: TestOwner): KeptTest[] {
    return this.#tests(owner)
  }

  find(owner: TestOwner, id: ConnectionTestId): KeptTest | null {
    return this.#tests(owner).find(({ report }) => report.id === id) ?? null
  }

  /** The latest test that passed and was over before the given one began. */
  lastGood(owner: TestOwner, { id, startedAt }: TestReport): TestReport | null {
    const before = this.#tests(owner).filter(
      ({ report }) => report.id !== id && report.startedAt <= startedAt,
    )
    return before.find(isGood)?.report ?? null
  }

  /** They are gone, and what is known of them with them. @returns what could not be removed */
  forget(owners: readonly TestOwner[]): AppError[] {
    return owners.flatMap((owner) => {
      this.#notices.delete(owner)
      const file = this.#file(owner)
      try {
        file.remove()
        return []
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        return [appError('document.write-failed', { file: file.name, reason })]
      }
    })
  }

  #tests(owner: TestOwner): KeptTest[] {
    return bounded(this.#open(owner).get().tests, this.#since()).flatMap(keptTestOf)
  }

  /** Milliseconds since 1970 before which tests are too old. */
  #since(): number {
    return Date.now() - this.#keptDays() * 86_400_000
  }

  #open(owner: TestOwner): VersionedDocument<HistoryData> {
    const document = new VersionedDocument(this.#file(owner), HISTORY)
    if (document.notice) this.#notices.set(owner, document.notice)
    // Once moved aside is enough: the next opening must find a file that is whole.
    if (document.notice && !document.locked) document.update((data) => data)
    return document
  }
}

function keptTestOf(stored: unknown): KeptTest[] {
  const parsed = keptTestSchema.safeParse(stored)
  return parsed.success ? [parsed.data] : []
}

/** Without an account no test goes further than `incomplete`. */
function isGood({ report: { outcome } }: KeptTest): boolean {
  return outcome === 'passed' || outcome === 'incomplete'
}

/** The latest that passed stays whatever failed since, and however old it is: it is what a failure is compared with. */
function bounded(tests: readonly unknown[], since: number): unknown[] {
  const isYoung = (test: unknown): boolean =>
    keptTestOf(test).every(({ report }) => Date.parse(report.startedAt) >= since)
  const good = tests.find((test) => keptTestOf(test).some(isGood))
  let characters = JSON.stringify(good ?? '').length
  const others = MOST_TESTS - (good === undefined ? 0 : 1)
  const kept = new Set<unknown>(good === undefined ? [] : [good])
  for (const test of tests.filter((each) => each !== good && isYoung(each)).slice(0, others)) {
    characters += JSON.stringify(test).length
    if (characters > MOST_CHARACTERS) break
    kept.add(test)
  }
  return tests.filter((test) => kept.has(test))
}

function entryOf({ report, valuesMark: tested }: KeptTest, valuesMark: string | null): TestHistoryEntry {
  const failed = firstFailedOf(report.steps)
  return {
    id: report.id,
    startedAt: report.startedAt,
    outcome: report.outcome ?? 'cancelled',
    warnings: warningsOf(report.steps),
    durationMilliseconds: durationOf(report.steps),
    firstFailed: failed ? { step: failed.id, error: failed.error } : null,
    values: tested === valuesMark ? 'as-now' : 'changed-since',
  }
}
