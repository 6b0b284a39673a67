/**
 * `find`: finds the EWS address of a mailbox by Autodiscover. Nothing is stored.
 *
 * A host outside the domain of the mailbox is asked about at a terminal; a script allows it beforehand with
 * `--allow-host`.
 */
import {
  hostQuestionWords,
  targetOf,
  type Attempt,
  type DiscoveredMailbox,
  type HostQuestion,
} from '#shared/domain/discovery.ts'
import { serviceKindOf } from '#shared/domain/exchange-url.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { discoverMailbox } from '../../exchange/autodiscover/discover-mailbox.ts'
import type { Discovery } from '../../exchange/autodiscover/discovery.ts'
import type { PasswordCredential } from '../../exchange/credential.ts'
import { nodeTransports } from '../../exchange/transport/node-account-transport.ts'
import type { FindCall } from '../calls.ts'
import { failed, toldError, type Answer } from '../output.ts'
import { userAgent } from '../product-version.ts'
import type { Translate } from '../texts.ts'
import type { CommandContext } from './command.ts'

export async function find(call: FindCall, context: CommandContext): Promise<Answer> {
  const { t, signal, progress, authorities, proxy, ask } = context
  const credential = await credentialOf(call, context)
  if (!credential.ok) return failed(credential.error)
  const discovery = await discoverMailbox({
    mailbox: call.mailbox,
    credential: credential.value,
    openTransport: nodeTransports({ userAgent: userAgent(), proxy }),
    trust: { authorities: [...authorities], fingerprint: null },
    servers: call.server === null ? [] : [call.server],
    approvedHosts: call.allowedHosts,
    confirmHost: async (question) => {
      if (ask === null) return false
      progress.end()
      const typed = await ask(questionText(question, t))
      return typed !== null && t('cli.yes').split(',').includes(typed.toLowerCase())
    },
    signal,
    onDidChangeAttempts: (attempts) => {
      const latest = attempts.findLast(({ outcome }) => outcome.kind === 'running')
      if (latest) progress.show(`${t(`attemptMethods.${latest.method}`)} ${latest.url} …`)
    },
  })
  const answer = answerOf(discovery, t)
  const wasDeclinedUnasked = ask === null && answer.error?.code === 'discovery.host-declined'
  return { ...answer, errorText: wasDeclinedUnasked ? 'allowHost' : undefined }
}

/** Without a user and a password, what is told without sign-in may be enough. */
async function credentialOf(
  { user, mailbox, passwordStdin }: FindCall,
  context: CommandContext,
): Promise<Result<PasswordCredential | null>> {
  const password = await context.password()
  if (password.ok) return ok({ kind: 'basic', userName: user ?? mailbox, password: password.value })
  const nobodySignsIn = password.error.code === 'secret.not-stored' && user === null && !passwordStdin
  return nobodySignsIn ? ok(null) : failure(password.error)
}

function questionText(question: HostQuestion, t: Translate): string {
  return [...hostQuestionWords(question).map(({ key, params }) => t(key, params)), t('cli.yesOrNo')].join(' ')
}

function answerOf({ result, attempts }: Discovery, t: Translate): Answer {
  const found = result.ok ? result.value : null
  return {
    error: result.ok ? null : result.error,
    json: {
      found: found && { ...found, kind: serviceKindOf(found.ewsUrl) },
      signIns: attempts.filter(({ signedIn }) => signedIn).length,
      attempts: attempts.map((attempt) => toldAttempt(attempt, t)),
    },
    lines: [...attempts.map((attempt) => attemptLine(attempt, t)), ...(found ? foundLines(found, t) : [])],
  }
}

function foundLines(found: DiscoveredMailbox, t: Translate): string[] {
  const fact = (name: string, value: string | null): string => `${name}: ${value ?? t('discovery.notTold')}`
  return [
    ...found.endpoints.map(({ url, place, offered }) =>
      [
        fact(`${t('discovery.url')} (${t(`discovery.${place}`)})`, url),
        offered === null ? t('discovery.unreachable') : `${t('discovery.offered')}: ${offered.join(', ')}`,
      ].join(' – '),
    ),
    fact(t('discovery.kind'), SERVICES[serviceKindOf(found.ewsUrl)]),
    fact(t('discovery.version'), found.serverVersion),
    fact(t('discovery.mailbox'), found.primaryAddress),
    fact(t('discovery.source'), found.source),
  ]
}

const SERVICES = { 'exchange-online': 'Exchange Online', 'on-premises': 'Exchange Server' } as const

function toldAttempt(attempt: Attempt, t: Translate): object {
  const { outcome } = attempt
  return outcome.kind === 'failed'
    ? { ...attempt, outcome: { ...outcome, error: toldError(outcome.error, t) } }
    : attempt
}

function attemptLine(attempt: Attempt, t: Translate): string {
  const { method, url, status, signedIn, milliseconds } = attempt
  const facts = [
    ...(status === null ? [] : [`HTTP ${status}`]),
    ...(signedIn ? [t('discovery.signedIn')] : []),
    `${milliseconds} ms`,
  ]
  return `${SIGNS[attempt.outcome.kind]} ${t(`attemptMethods.${method}`)} ${url} (${facts.join(', ')}): ${outcomeText(attempt, t)}`
}

const SIGNS = {
  found: '+',
  'asks-for-sign-in': '>',
  redirected: '>',
  failed: 'x',
  unneeded: '-',
  running: ' ',
} as const

function outcomeText({ outcome }: Attempt, t: Translate): string {
  return outcome.kind === 'failed'
    ? t(`errors.${outcome.error.code}.what`, outcome.error.params)
    : t(`attemptOutcomes.${outcome.kind}`, { target: targetOf(outcome) })
}
