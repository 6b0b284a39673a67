/**
 * `test`: the connection test of saved accounts, a few at a time. Its results are those that the window shows. A
 * connector without active accounts is tested as far as nobody has to sign in.
 */
import type { TestReport, TestRequest } from '#shared/domain/connection-test.ts'
import { appError, type AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'
import { fillText } from '#shared/texts/fill.ts'
import { errorLines, failed, toldError } from '../cli/output.ts'
import { stepLine, testErrorOf, toldStep } from '../cli/test-words.ts'
import { requestFor } from '../services/test-batch-service.ts'
import type { Call } from './arguments.ts'
import type { CommandAnswer } from './print.ts'
import type { CommandContext } from './run-command.ts'
import { chosenAccounts, knownOf, type Choice } from './select.ts'
import { wholeError } from './whole-error.ts'

/** Fewer than the window's: nobody waits for a script. */
const TESTS_AT_A_TIME = 2

const TEST_VERSION = 1

type Tested = {
  readonly title: string
  readonly names: { readonly id: string | null; readonly mailbox: string | null; readonly connector: string }
  readonly request: TestRequest
}

export async function runTest(
  { which }: Call & { readonly verb: 'test' },
  context: CommandContext,
): Promise<CommandAnswer> {
  const { services, signal, t, progress } = context
  const known = await knownOf(services)
  if (!known.ok) return failed(known.error)
  const choice = chosenAccounts(which, known.value)
  if (!choice.ok) return failed(choice.error)
  const tested = testedOf(choice.value, context)
  if (tested.length === 0) return failed(appError('command.nothing-chosen'))
  const reports = new Map<Tested, Result<TestReport>>()
  const waiting = [...tested]
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one && !signal.aborted; one = waiting.shift()) {
      const { title, request } = one
      const onProgress = ({ steps }: TestReport): void => {
        const running = steps.find(({ state }) => state === 'running')
        if (running) progress(`${title}: ${t(`steps.${running.id}`)} …`)
      }
      reports.set(one, await services.connectionTests.runUnattended(request, { signal, onProgress }))
    }
  }
  await Promise.all(Array.from({ length: TESTS_AT_A_TIME }, next))
  if (signal.aborted) return failed(appError('command.cancelled'))
  return answerOf(tested, reports, context)
}

function testedOf({ connector, accounts }: Choice, { words }: CommandContext): Tested[] {
  if (connector && accounts.length === 0) {
    return [
      {
        title: fillText(words.server, { name: connector.name }),
        names: { id: null, mailbox: null, connector: connector.name },
        request: {
          ...{ connector, connectorId: connector.id, account: null, accountId: null },
          ...{ resumes: false, writing: 'not-asked' },
        },
      },
    ]
  }
  return accounts.map(({ account, connector: own }) => ({
    title: account.mailbox,
    names: { id: account.id, mailbox: account.mailbox, connector: own.name },
    request: requestFor({ connector: own, connectorId: own.id }, account),
  }))
}

function answerOf(
  tested: readonly Tested[],
  reports: ReadonlyMap<Tested, Result<TestReport>>,
  { t }: CommandContext,
): CommandAnswer {
  const errors: AppError[] = []
  const lines: string[] = []
  const told = tested.flatMap((one) => {
    const ended = reports.get(one)
    if (!ended) return []
    // Without an account the test passes as far as it goes.
    const isServerOnly = one.request.account === null
    const problem = ended.ok
      ? isServerOnly && ended.value.outcome === 'incomplete'
        ? null
        : testErrorOf(ended.value)
      : ended.error
    if (problem) errors.push(problem)
    const outcome = ended.ok ? (ended.value.outcome ?? 'failed') : 'failed'
    const steps = ended.ok ? ended.value.steps : []
    lines.push(
      `${one.title}: ${t(`testOutcomes.${outcome}`)}`,
      ...steps.map((step) => `  ${stepLine(step, t)}`),
      ...(problem ? errorLines(problem, t).map((line) => `  ${line}`) : []),
    )
    return [
      {
        ...one.names,
        outcome,
        steps: steps.map((step) => toldStep(step, t)),
        error: problem && toldError(problem, t),
      },
    ]
  })
  return {
    error: wholeError(errors, tested.length),
    json: { document: 'test', version: TEST_VERSION, accounts: told },
    lines,
  }
}
