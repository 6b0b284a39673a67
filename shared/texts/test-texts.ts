/**
 * A connection test in words, in either language: for the window, for the command line, and for a report in the
 * language that the window does not show.
 */
import type { Detail, TestReport, TestStep } from '../domain/connection-test.ts'
import type { AuthenticationMethod } from '../domain/connector.ts'
import type { Language } from '../domain/settings.ts'
import type { StepFinding, TestChange } from '../domain/test-changes.ts'
import { headlineOf } from '../domain/test-headline.ts'
import type { AppError, ErrorParams } from '../errors.ts'
import type { ErrorText, SharedTexts } from './catalogue.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fillText } from './fill.ts'
import { createFormat, type Format } from './format.ts'
import { formatParam, formatParams } from './params.ts'

const CATALOGUES: Readonly<Record<Language, SharedTexts>> = { de, en }

/** Names of the trade, alike in both languages. */
const METHODS: Readonly<Record<AuthenticationMethod, string>> = {
  oauth2: 'OAuth2',
  basic: 'Basic',
  windows: 'Windows (NTLM/Negotiate)',
}

export type TestTexts = {
  readonly language: Language
  readonly words: SharedTexts
  readonly format: Format
  readonly fill: (text: string, params: ErrorParams) => string
  readonly error: (error: Pick<AppError, 'code' | 'params'>) => ErrorText
  /** One line, and what to do where there is something to be done; `null` while there is nothing to say. */
  readonly finding: (step: TestStep) => { readonly what: string; readonly todo: string | null } | null
  readonly detail: (detail: Detail) => { readonly name: string; readonly value: string }
  /** `null` while the test runs. */
  readonly headline: (report: Pick<TestReport, 'outcome' | 'steps'>) => string | null
  readonly subject: (subject: TestReport['subject']) => readonly (readonly [string, string])[]
  readonly change: (change: TestChange) => string
}

export function testTexts(language: Language): TestTexts {
  const words = CATALOGUES[language]
  const format = createFormat(language)
  const fill = (text: string, params: ErrorParams): string => fillText(text, formatParams(params, format))
  const error: TestTexts['error'] = ({ code, params }) => {
    const { what, todo } = words.errors[code]
    return { what: fill(what, params), todo: fill(todo, params) }
  }
  const judged = ({ state, verdict }: StepFinding): { what: string; todo: string | null } => {
    if (state === 'passed') return { what: fill(words.verdicts[verdict.name], verdict.params), todo: null }
    const { what, todo } = words.warnings[verdict.name]
    return { what: fill(what, verdict.params), todo: fill(todo, verdict.params) }
  }
  const detailValue = (name: Detail['name'], value: string): string => {
    const isWord = name === 'proxySetting' && (value === 'system' || value === 'none')
    return isWord ? words.proxySettings[value] : formatParam(name, value, format)
  }
  const subjectValue = (field: keyof TestReport['subject'], value: string): string =>
    field === 'authenticationMethod' ? METHODS[value as AuthenticationMethod] : value
  return {
    ...{ language, words, format, fill, error },
    finding: (step) => {
      switch (step.state) {
        case 'pending':
        case 'running':
          return null
        case 'failed':
          return error(step.error)
        case 'skipped':
          return judged({ state: 'passed', verdict: step.verdict })
        default:
          return judged(step)
      }
    },
    detail: ({ name, value }) => ({ name: words.details[name], value: detailValue(name, value) }),
    headline: (report) => {
      const headline = headlineOf(report)
      if (headline === null) return null
      switch (headline.name) {
        case 'outcome':
          return words.testOutcomes[headline.outcome]
        case 'failedAt':
          return fill(words.testHeadlines.failedAt, { step: words.steps[headline.failed.id] })
        default:
          return fill(words.testHeadlines[headline.name], { count: headline.count })
      }
    },
    subject: (subject) => [
      [words.testSubjects.url, subject.url],
      [words.testSubjects.authenticationMethod, METHODS[subject.authenticationMethod]],
      [words.testSubjects.mailbox, subject.mailbox ?? words.testReport.without],
    ],
    change: (change) => {
      const { testChanges, testSubjects, testStates, steps, details } = words
      switch (change.kind) {
        case 'subject': {
          const [from, to] = [change.from, change.to].map((value) => subjectValue(change.field, value))
          return fillText(testChanges.replaced, {
            what: testSubjects[change.field],
            from: from ?? '',
            to: to ?? '',
          })
        }
        case 'state': {
          const { step, from, to } = change
          return fillText(testChanges.state, {
            step: steps[step],
            from: testStates[from],
            to: testStates[to],
          })
        }
        case 'finding': {
          const [from, to] = [judged(change.from).what, judged(change.to).what]
          return fillText(testChanges.replaced, {
            what: steps[change.step],
            from: quoted(from),
            to: quoted(to),
          })
        }
        case 'detail': {
          const { step, name, removed, added } = change
          const list = (values: readonly string[]) =>
            values.map((value) => detailValue(name, value)).join(', ')
          const what = `${steps[step]}, ${details[name]}`
          return fillText(detailTemplate(change, testChanges), { what, from: list(removed), to: list(added) })
        }
      }
    },
  }
}

function detailTemplate(
  { removed, added }: { readonly removed: readonly string[]; readonly added: readonly string[] },
  words: SharedTexts['testChanges'],
): string {
  if (removed.length === 0) return words.added
  if (added.length === 0) return words.removed
  return removed.length === 1 && added.length === 1 ? words.replaced : words.addedAndRemoved
}

function quoted(text: string): string {
  return text.replace(/\.$/, '')
}
