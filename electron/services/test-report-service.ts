/**
 * What is asked about a connection test after it has run: its requests, the history that it belongs to, what has
 * changed since one passed, and its report as a file or in the clipboard.
 */
import { EOL } from 'node:os'
import type { TestReport, TestStepId } from '#shared/domain/connection-test.ts'
import type { ConnectionTestId } from '#shared/domain/ids.ts'
import type {
  ReportFormat,
  TestHistory,
  TestOwner,
  TestReference,
  TestReportOptions,
} from '#shared/domain/test-record.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { testTexts } from '#shared/texts/test-texts.ts'
import type { TracedExchange } from '#shared/domain/exchange-trace.ts'
import { withoutNames } from '../diagnostics/report/replace-names.ts'
import { reportDocument, type ReportSource } from '../diagnostics/report/report-document.ts'
import { reportHtml } from '../diagnostics/report/report-html.ts'
import { reportText } from '../diagnostics/report/report-text.ts'
import type { AppInfo } from './app-service.ts'
import type { AskSavePath } from './data-service.ts'
import { fileName } from './file-name.ts'
import type { TestHistoryStore } from './test-history.ts'
import type { TestRecords } from './test-records.ts'
import { writeWhole } from './write-file.ts'

export type TestReportServiceParts = {
  readonly info: Pick<AppInfo, 'version' | 'platform'>
  readonly records: TestRecords
  readonly history: TestHistoryStore
  /** Of the saved values of an owner as they are now; `null`: there is no such owner. */
  readonly valuesMarkOf: (owner: TestOwner) => string | null
  readonly askSavePath: AskSavePath
  readonly copyText: (text: string) => void
}

export class TestReportService {
  readonly #parts: TestReportServiceParts

  constructor(parts: TestReportServiceParts) {
    this.#parts = parts
  }

  /** The requests of a step. @returns `test.exchanges-gone` */
  exchanges(id: ConnectionTestId, step: TestStepId): Result<TracedExchange[]> {
    const exchanges = this.#parts.records.exchangesOf(id)
    return exchanges ? ok([...(exchanges.get(step) ?? [])]) : failure(appError('test.exchanges-gone'))
  }

  history(owner: TestOwner): Result<TestHistory> {
    return ok(this.#parts.history.list(owner, this.#parts.valuesMarkOf(owner)))
  }

  /** @returns `test.report-gone` */
  report(reference: TestReference): Result<TestReport> {
    const found = this.#find(reference)
    return found ? ok(found.report) : failure(appError('test.report-gone'))
  }

  /** The last test of the same owner that passed before this one. */
  lastGood(reference: TestReference): Result<TestReport | null> {
    const found = this.#find(reference)
    return found ? ok(this.#lastGood(reference.owner, found.report)) : failure(appError('test.report-gone'))
  }

  /** Asks where, then writes. @returns `null`: the dialog was closed */
  async save(
    reference: TestReference,
    format: ReportFormat,
    options: TestReportOptions,
  ): Promise<Result<{ path: string } | null>> {
    const source = this.#sourceOf(reference, options)
    if (!source.ok) return source
    const { title } = testTexts(options.language).words.testReport
    const { mailbox, url } = source.value.report.subject
    const name = `${title} ${mailbox ?? new URL(url).hostname}`
    const path = await this.#parts.askSavePath(fileName(name, format === 'html' ? 'html' : 'txt', title))
    if (path === null) return ok(null)
    const document = reportDocument(source.value, options.language)
    const written = await writeWhole(
      path,
      format === 'html' ? reportHtml(document) : reportText(document, EOL),
    )
    return written.ok ? ok({ path }) : written
  }

  /** Into the clipboard, as text. */
  copy(reference: TestReference, options: TestReportOptions): Result<null> {
    const source = this.#sourceOf(reference, options)
    if (!source.ok) return source
    this.#parts.copyText(reportText(reportDocument(source.value, options.language), EOL))
    return ok(null)
  }

  #sourceOf(
    reference: TestReference,
    { language, exchanges, names }: TestReportOptions,
  ): Result<ReportSource> {
    const found = this.#find(reference)
    if (!found) return failure(appError('test.report-gone'))
    const kept = this.#parts.records.exchangesOf(reference.id)
    // A test whose steps asked nothing has no requests that could be gone.
    const asked = found.report.steps.some((step) => 'offers' in step && step.exchangeCount > 0)
    const included = kept ?? (asked ? 'gone' : new Map())
    const source: ReportSource = {
      ...found,
      lastGood: this.#lastGood(reference.owner, found.report),
      platform: this.#parts.info.platform,
      exchanges: exchanges === 'included' ? included : 'left-out',
      names,
    }
    const { person } = testTexts(language).words.testReport
    return ok(names === 'replaced' ? withoutNames(source, found.report, person) : source)
  }

  #find({ id, owner }: TestReference): Pick<ReportSource, 'report' | 'version' | 'requestIds'> | null {
    const { records, history, info } = this.#parts
    const recent = records.find(id)
    if (recent) return { ...recent, version: info.version, requestIds: records.requestIdsOf(id) }
    return owner === null ? null : history.find(owner, id)
  }

  #lastGood(owner: TestOwner | null, report: TestReport): TestReport | null {
    return owner === null ? null : this.#parts.history.lastGood(owner, report)
  }
}
