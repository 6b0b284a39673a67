/**
 * The report of a connection test for whoever is to help: the whole test in words of one language, not yet in a format.
 * `report-text.ts` and `report-html.ts` write it down; so both say the same, and neither knows a catalogue.
 *
 * Values come from servers and may be anything; they are made harmless where they are written down.
 */
import {
  stepGroupsOf,
  type TestReport,
  type TestStep,
  type TestStepId,
} from '#shared/domain/connection-test.ts'
import { changesBetween } from '#shared/domain/test-changes.ts'
import { durationOf, firstFailedOf } from '#shared/domain/test-headline.ts'
import type { Language } from '#shared/domain/settings.ts'
import { testTexts, type TestTexts } from '#shared/texts/test-texts.ts'
import type { TracedExchange } from '#shared/domain/exchange-trace.ts'

export type StepExchanges = ReadonlyMap<TestStepId, readonly TracedExchange[]>

export type ReportSource = {
  readonly report: TestReport
  /** The last test of the same account that passed; `null`: there is none. */
  readonly lastGood: TestReport | null
  /** Of the program that tested. */
  readonly version: string
  readonly platform: string
  /** Of each step, as far as they are known. */
  readonly requestIds: Readonly<Record<string, readonly string[]>>
  /** `gone`: they are asked for and no longer there. */
  readonly exchanges: StepExchanges | 'left-out' | 'gone'
  readonly names: 'as-they-are' | 'replaced'
}

export type Fact = readonly [name: string, value: string]

export type ReportDocument = {
  readonly language: Language
  readonly title: string
  readonly state: 'passed' | 'warning' | 'failed' | 'neutral'
  readonly headline: string
  /** Of the first failure. */
  readonly cause: { readonly what: string; readonly todo: Fact } | null
  readonly facts: readonly Fact[]
  readonly changes: { readonly title: string; readonly lines: readonly string[] } | null
  readonly stepsTitle: string
  readonly groups: readonly { readonly title: string; readonly steps: readonly ReportedStep[] }[]
  readonly exchanges: {
    readonly title: string
    readonly note: string | null
    readonly list: readonly ReportedExchange[]
  } | null
  readonly notes: readonly string[]
}

export type ReportedStep = {
  readonly state: TestStep['state']
  readonly name: string
  readonly stateText: string
  readonly duration: string | null
  readonly what: string | null
  readonly todo: Fact | null
  readonly details: readonly Fact[]
}

export type ReportedExchange = {
  readonly title: string
  readonly facts: readonly Fact[]
  readonly parts: readonly { readonly title: string; readonly text: string }[]
}

export function reportDocument(source: ReportSource, language: Language): ReportDocument {
  const texts = testTexts(language)
  const { words, format } = texts
  const { report } = source
  const word = words.testReport
  const failed = report.outcome === 'failed' ? firstFailedOf(report.steps) : undefined
  const headline = texts.headline(report) ?? words.testStates.running
  return {
    language,
    title: word.title,
    state: stateOf(report),
    headline,
    cause: failed ? causeOf(failed, texts) : null,
    facts: [
      [word.outcome, headline],
      ...texts.subject(report.subject),
      [word.startedAt, `${format.dateTime(report.startedAt)} (${report.startedAt})`],
      [word.duration, format.duration(durationOf(report.steps))],
      [word.product, `MS EWS Konnektor ${source.version}`],
      [word.platform, source.platform],
    ],
    changes: changesOf(source, texts),
    stepsTitle: word.steps,
    groups: stepGroupsOf(report.steps).map(({ group, steps }) => ({
      title: words.stepGroups[group],
      steps: steps.map((step) => reportedStep(step, source.requestIds[step.id] ?? [], texts)),
    })),
    exchanges: exchangesOf(source, texts),
    notes: [word.redactionNote, ...(source.names === 'replaced' ? [word.namesReplaced] : [])],
  }
}

function stateOf({ outcome, steps }: TestReport): ReportDocument['state'] {
  if (outcome === 'failed') return 'failed'
  if (outcome === 'cancelled') return 'neutral'
  return outcome === 'incomplete' || steps.some(({ state }) => state === 'warning') ? 'warning' : 'passed'
}

function causeOf(failed: Extract<TestStep, { state: 'failed' }>, { error, words }: TestTexts) {
  const { what, todo } = error(failed.error)
  return { what, todo: [words.testReport.todo, todo] as const }
}

function changesOf({ report, lastGood }: ReportSource, { words, fill, change, format }: TestTexts) {
  if (report.outcome !== 'failed' || lastGood === null) return null
  const lines = changesBetween(lastGood, report).map(change)
  const text = lines.length > 0 ? words.testChanges.since : words.testChanges.nothing
  return { title: fill(text, { at: format.dateTime(lastGood.startedAt) }), lines }
}

function reportedStep(step: TestStep, requestIds: readonly string[], texts: TestTexts): ReportedStep {
  const { words, format } = texts
  const finding = texts.finding(step)
  const details = 'offers' in step ? step.details : []
  const known = new Set(details.filter(({ name }) => name === 'requestId').map(({ value }) => value))
  const otherIds = requestIds.filter((id) => !known.has(id))
  return {
    state: step.state,
    name: words.steps[step.id],
    stateText: words.testStates[step.state],
    duration: 'offers' in step ? format.duration(step.durationMilliseconds) : null,
    what: finding?.what ?? null,
    todo: finding?.todo ? [words.testReport.todo, finding.todo] : null,
    details: [
      ...details.map((detail): Fact => {
        const { name, value } = texts.detail(detail)
        return [name, value]
      }),
      ...otherIds.map((id): Fact => [words.details.requestId, id]),
    ],
  }
}

function exchangesOf({ exchanges }: ReportSource, texts: TestTexts): ReportDocument['exchanges'] {
  if (exchanges === 'left-out') return null
  const { exchanges: title, exchangesGone } = texts.words.testReport
  if (exchanges === 'gone') return { title, note: exchangesGone, list: [] }
  const list = [...exchanges].flatMap(([step, those]) =>
    those.map((each) => reportedExchange(step, each, texts)),
  )
  return { title, note: null, list }
}

function reportedExchange(
  step: TestStepId,
  exchange: TracedExchange,
  { words, format, fill, error }: TestTexts,
): ReportedExchange {
  const { testReport: word, details } = words
  const { number, operation, method, url, status, requestId, totalMilliseconds } = exchange
  const body = (text: string | null, size: number): string =>
    size === 0 ? word.noBody : (text ?? fill(word.notKept, { bytes: format.bytes(size) }))
  return {
    title: fill(word.exchange, { number, step: words.steps[step], operation }),
    facts: [
      [method, url],
      [words.testReport.startedAt, exchange.startedAt],
      [details.status, status === null ? word.noAnswer : String(status)],
      ...(requestId === null ? [] : [[details.requestId, requestId] as const]),
      ...(totalMilliseconds === null ? [] : [[word.duration, format.duration(totalMilliseconds)] as const]),
      ...(exchange.error === null ? [] : [[word.cause, error(exchange.error).what] as const]),
    ],
    parts: [
      { title: word.requestHeaders, text: headerLines(exchange.requestHeaders) },
      { title: word.requestBody, text: body(exchange.requestBody, exchange.requestBytes) },
      ...(status === null
        ? []
        : [
            { title: word.responseHeaders, text: headerLines(exchange.responseHeaders) },
            { title: word.responseBody, text: body(exchange.responseBody, exchange.responseBytes) },
          ]),
    ],
  }
}

function headerLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}`)
    .join('\n')
}
