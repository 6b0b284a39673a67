/**
 * `test`: the connection test, with the values of the call as the form would hand them over. Nothing is stored but a report,
 * where one is asked for.
 */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { testRequestSchema, type TestReport } from '#shared/domain/connection-test.ts'
import type { Connector } from '#shared/domain/connector.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import {
  instantOf,
  type ConnectorId,
  type EwsAccountId,
  type PrimeEmailAccountId,
} from '#shared/domain/ids.ts'
import { validate } from '#shared/domain/validation.ts'
import { ACCOUNT_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { appError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Services } from '../../services/services.ts'
import type { TestCall } from '../calls.ts'
import { connectorDraftOf } from '../connection.ts'
import { signingIn, SignInWatch } from '../oauth2.ts'
import { EXIT, failed, type Answer } from '../output.ts'
import { openSession } from '../session.ts'
import { stepLine, testErrorOf, toldStep } from '../test-words.ts'
import type { Translate } from '../texts.ts'
import { onInterrupt, type CommandContext } from './command.ts'

export async function test(given: TestCall, context: CommandContext): Promise<Answer> {
  const call = { ...given, server: signingIn(given.server, context.applicationCredential) }
  const { t, signal, progress, authorities, proxy } = context
  const draft = {
    connector: connectorDraftOf(call.server),
    connectorId: null,
    accountId: null,
    resumes: false,
    writing: 'not-asked',
  }
  const withoutPassword = validate(testRequestSchema, { ...draft, account: accountOf(call, '') })
  if (!withoutPassword.ok) return failed(withoutPassword.error)
  const password = await passwordFor(call, context)
  if (!password.ok) return failed(password.error)
  if (signal.aborted) return failed(appError('test.cancelled'))

  let onEnd: (report: TestReport) => void = () => undefined
  const ended = new Promise<TestReport>((resolve) => (onEnd = resolve))
  const saved = savedFor(call)
  const signIns = new SignInWatch()
  const services = openSession({
    dataFolder: null,
    onIncident: context.onIncident,
    connections: saved?.connections,
    onSignInProgress: signIns.onProgress,
    authorities,
    proxy,
    askSavePath: () => Promise.resolve(call.report && path.resolve(call.report.file)),
    onTestProgress: (report) => {
      const running = report.steps.find((step) => step.state === 'running')
      if (running) progress.show(`${t(`steps.${running.id}`)} …`)
      if (report.outcome !== null) onEnd(report)
    },
  })
  try {
    if (saved) {
      const signedIn = await signIns.signIn(services, saved.account, context)
      if (!signedIn.ok) return failed(signedIn.error)
    }
    const account = accountOf(call, password.value)
    const started = await services.connectionTests.start({
      ...withoutPassword.value,
      account:
        account && saved
          ? { ...account, password: { kind: 'stored', accountId: saved.account.id } }
          : account,
    })
    if (!started.ok) return failed(started.error)
    onInterrupt(signal, () => services.connectionTests.cancel(started.value.id))
    const report = await ended
    return withReport(answerOf(report, call, t), await writtenReport(report, call, services), context)
  } finally {
    await services.close()
  }
}

/** Where it was written; `null`: nobody wants it. The requests are part of it: who asks for a file wants to send it. */
async function writtenReport({ id }: TestReport, { report, style }: TestCall, services: Services) {
  if (report === null) return ok(null)
  const options = { language: style.language, exchanges: 'included', names: 'as-they-are' } as const
  return await services.testReports.save({ id, owner: null }, report.format, options)
}

/** A report that could not be written is no success; what the test found is told first. */
function withReport(
  answer: Answer,
  written: Result<{ path: string } | null>,
  { t, onIncident }: CommandContext,
): Answer {
  if (!written.ok) {
    if (answer.error === null) return { ...answer, error: written.error }
    onIncident(written.error)
    return answer
  }
  if (written.value === null) return answer
  const { path: file } = written.value
  return {
    ...answer,
    json: { ...answer.json, report: file },
    lines: [...answer.lines, t('cli.reportWritten', { file })],
  }
}

/** Whoever signs in with OAuth2 signs in for an account; it lives as long as the test. */
function savedFor({ mailbox, access, server }: TestCall) {
  if (server.auth !== 'oauth2' || mailbox === null) return null
  const changedAt = instantOf(new Date())
  const connector: Connector = { ...connectorDraftOf(server), id: randomUUID() as ConnectorId, changedAt }
  const account: EwsAccount = {
    id: randomUUID() as EwsAccountId,
    connectorId: connector.id,
    active: true,
    primeEmailAccountId: randomUUID() as PrimeEmailAccountId,
    mailbox,
    access,
    userName: '',
    url: '',
    sync: ACCOUNT_SYNC_DEFAULTS,
    identity: null,
    changedAt,
  }
  return { account, connections: { connectors: [connector], accounts: [account] } }
}

function accountOf({ mailbox, access, server }: TestCall, password: string) {
  if (mailbox === null) return null
  // Only Basic needs a name and a password of its own; the sign-in step says what this version cannot do.
  const userName = server.auth === 'basic' ? server.user : server.user || mailbox
  return {
    ...{ mailbox, access, url: '', userName, sync: ACCOUNT_SYNC_DEFAULTS },
    password: { kind: 'given' as const, value: password },
  }
}

async function passwordFor({ mailbox, server }: TestCall, context: CommandContext): Promise<Result<string>> {
  return mailbox === null || server.auth !== 'basic' ? ok('') : await context.password()
}

function answerOf(report: TestReport, call: TestCall, t: Translate): Answer {
  const outcome = report.outcome ?? 'failed'
  const isIncomplete = outcome === 'incomplete'
  return {
    error: testErrorOf(report),
    errorText: isIncomplete ? 'withoutAccount' : undefined,
    exitCode: isIncomplete ? EXIT.failure : undefined,
    json: {
      outcome,
      url: call.server.url,
      startedAt: report.startedAt,
      steps: report.steps.map((step) => toldStep(step, t)),
    },
    lines: [
      t('cli.address', { url: call.server.url }),
      ...report.steps.map((step) => stepLine(step, t)),
      t('cli.testOutcome', { outcome: t(`testOutcomes.${outcome}`) }),
    ],
  }
}
