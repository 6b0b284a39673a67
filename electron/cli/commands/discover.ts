/**
 * `discover`: finds the EWS address of a mailbox by Autodiscover. Nothing is stored.
 *
 * A host outside the domain of the mailbox is asked about at a terminal; a script allows it beforehand with
 * `--allow-host`.
 */
import { failure, ok, type Result } from '#shared/result.ts'
import { discoverMailbox } from '../../exchange/autodiscover/discover-mailbox.ts'
import type { Attempt, Discovery, HostQuestion } from '../../exchange/autodiscover/discovery.ts'
import type { PasswordCredential } from '../../exchange/credential.ts'
import { createNodeTransport } from '../../exchange/transport/node-transport.ts'
import type { DiscoverCall } from '../calls.ts'
import { failed, toldError, type Answer } from '../output.ts'
import { userAgent } from '../product-version.ts'
import type { Translate } from '../texts.ts'
import type { CommandContext } from './command.ts'

export async function discover(call: DiscoverCall, context: CommandContext): Promise<Answer> {
  const { t, signal, progress, authorities, proxy, ask } = context
  const credential = await credentialOf(call, context)
  if (!credential.ok) return failed(credential.error)
  const transport = createNodeTransport({
    userAgent: userAgent(),
    trust: { authorities: [...authorities], fingerprint: null },
    proxy,
  })
  try {
    const discovery = await discoverMailbox({
      mailbox: call.mailbox,
      credential: credential.value,
      transport,
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
        if (latest) progress.show(`${latest.method} ${latest.url} …`)
      },
    })
    const answer = answerOf(discovery, t)
    const wasDeclinedUnasked = ask === null && answer.error?.code === 'discovery.host-declined'
    return { ...answer, errorText: wasDeclinedUnasked ? 'allowHost' : undefined }
  } finally {
    await transport.close()
  }
}

/** Without a user and a password, what is told without sign-in may be enough. */
async function credentialOf(
  { user, mailbox, passwordStdin }: DiscoverCall,
  context: CommandContext,
): Promise<Result<PasswordCredential | null>> {
  const password = await context.password()
  if (password.ok) return ok({ kind: 'basic', userName: user ?? mailbox, password: password.value })
  const nobodySignsIn = password.error.code === 'secret.not-stored' && user === null && !passwordStdin
  return nobodySignsIn ? ok(null) : failure(password.error)
}

function questionText({ host, sends, namedBy }: HostQuestion, t: Translate): string {
  const question = t(sends === 'address' ? 'cli.confirmAddress' : 'cli.confirmCredentials', { host })
  return namedBy === null ? question : `${t('cli.namedBy', { namedBy })} ${question}`
}

function answerOf({ result, attempts }: Discovery, t: Translate): Answer {
  const found = result.ok ? result.value : null
  return {
    error: result.ok ? null : result.error,
    json: {
      found,
      signIns: attempts.filter(({ signedIn }) => signedIn).length,
      attempts: attempts.map((attempt) => toldAttempt(attempt, t)),
    },
    lines: [
      ...attempts.map((attempt) => attemptLine(attempt, t)),
      ...(found === null
        ? []
        : [
            t('cli.found', { url: found.ewsUrl }),
            ...(found.internalEwsUrl === null || found.internalEwsUrl === found.ewsUrl
              ? []
              : [t('cli.foundInside', { url: found.internalEwsUrl })]),
            ...(found.serverVersion === null
              ? []
              : [t('cli.foundVersion', { version: found.serverVersion })]),
            ...(found.primaryAddress === null
              ? []
              : [t('cli.foundMailbox', { address: found.primaryAddress })]),
          ]),
    ],
  }
}

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
    ...(signedIn ? [t('cli.withPassword')] : []),
    `${milliseconds} ms`,
  ]
  return `${SIGNS[attempt.outcome.kind]} ${method} ${url} (${facts.join(', ')}): ${outcomeText(attempt, t)}`
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
  switch (outcome.kind) {
    case 'found':
      return t('cli.attempt.found', { target: outcome.ewsUrl })
    case 'asks-for-sign-in':
      return t('cli.attempt.asksForSignIn', { target: outcome.offered })
    case 'redirected':
      return t('cli.attempt.redirected', { target: outcome.target })
    case 'failed':
      return t(`errors.${outcome.error.code}.what`, outcome.error.params)
    case 'unneeded':
    case 'running': // at the end there is none
      return t('cli.attempt.unneeded')
  }
}
