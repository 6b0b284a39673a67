/**
 * What failed, from the JSON reports of vitest and Playwright: one short text per test, for the summary at the end of
 * a test run. Of a long output only the end may be kept, and a test that fails once in many runs has to tell its
 * reason then. The whole of a failure stays where the tool printed it.
 */
import { z } from 'zod'

/** Lines of a message that are told. */
const MESSAGE_LINES = 8
/** Characters of a line that are told: counterexamples can be long, and their seed stands in front. */
const LINE_CHARACTERS = 300

/** A line of a stack in somebody else's code. */
const FOREIGN_FRAME = /^\s+at .*(?:node_modules|<anonymous>|node:)/

const vitestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

/** Of vitest's report. `folder` is taken off the names of files. Empty when it is not such a report. */
export function vitestFailures(report: unknown, folder: string): string[] {
  const read = vitestSchema.safeParse(report)
  if (!read.success) return []
  return read.data.testResults.flatMap((file) => {
    const name = file.name.replace(`${folder}/`, '')
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    if (failed.length === 0 && file.message !== '') return [told(name, file.message)]
    return failed.map((test) => told(`${name} › ${test.fullName}`, test.failureMessages?.[0] ?? ''))
  })
}

type Suite = {
  readonly suites?: readonly Suite[] | undefined
  readonly specs?: readonly z.infer<typeof specSchema>[] | undefined
}

const specSchema = z.object({
  title: z.string(),
  file: z.string(),
  ok: z.boolean(),
  tests: z.array(
    z.object({
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
    }),
  ),
})
const suiteSchema: z.ZodType<Suite> = z.lazy(() =>
  z.object({ suites: z.array(suiteSchema).optional(), specs: z.array(specSchema).optional() }),
)

/** Of Playwright's report. Empty when it is not such a report. */
export function playwrightFailures(report: unknown): string[] {
  const read = suiteSchema.safeParse(report)
  return read.success ? failuresIn(read.data) : []
}

function failuresIn(suite: Suite): string[] {
  const own = (suite.specs ?? [])
    .filter(({ ok }) => !ok)
    .map((spec) => {
      const results = spec.tests.flatMap((test) => test.results)
      return told(`${spec.file} › ${spec.title}`, results.flatMap(({ errors }) => errors)[0]?.message ?? '')
    })
  return [...own, ...(suite.suites ?? []).flatMap(failuresIn)]
}

function told(name: string, message: string): string {
  const lines = withoutColours(message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !FOREIGN_FRAME.test(line))
    .slice(0, MESSAGE_LINES)
    .map((line) => `      ${line.slice(0, LINE_CHARACTERS)}`)
  return [`    ${name}`, ...lines].join('\n')
}

function withoutColours(text: string): string {
  // eslint-disable-next-line no-control-regex -- that is how a terminal is told a colour
  return text.replaceAll(/\u001b\[[\d;]*m/g, '')
}
