/**
 * Signing in with OAuth2 on the command line: as an application, whose secret or certificate the environment has, else
 * as a user by a device code that is told on standard error. Tokens are kept for this run only.
 */
import { readFile } from 'node:fs/promises'
import type { ApplicationCredentialChange } from '#shared/domain/application-credential.ts'
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import type { OAuth2SignIn } from '#shared/domain/oauth2.ts'
import type { SignInProgress } from '#shared/domain/sign-in.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Services } from '../services/services.ts'
import type { Server } from './calls.ts'
import { onInterrupt, type CommandContext } from './commands/command.ts'
import { usageError } from './usage-error.ts'

export const SECRET_VARIABLE = 'EWS_KONNEKTOR_CLIENT_SECRET'
/** A PEM file with the certificate and its private key. */
export const CERTIFICATE_VARIABLE = 'EWS_KONNEKTOR_CLIENT_CERTIFICATE'

/** @returns `null` when the environment has none: then a user signs in */
export async function applicationCredentialOf(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Result<ApplicationCredentialChange | null>> {
  const secret = environment[SECRET_VARIABLE]
  if (secret) return ok({ kind: 'set-secret', secret })
  const file = environment[CERTIFICATE_VARIABLE]
  if (!file) return ok(null)
  try {
    const pem = await readFile(file, 'utf8')
    return ok({ kind: 'set-certificate', certificate: pem, privateKey: privateKeyIn(pem) })
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable'
    return failure(usageError('ca-unreadable', { file, reason }))
  }
}

/** The server of a call with the way of signing in that the environment decides. */
export function signingIn(server: Server, credential: ApplicationCredentialChange | null): Server {
  return { ...server, oauth2: { ...server.oauth2, signIn: signInOf(credential) } }
}

function signInOf(credential: ApplicationCredentialChange | null): OAuth2SignIn {
  switch (credential?.kind) {
    case 'set-secret':
      return 'application-secret'
    case 'set-certificate':
      return 'application-certificate'
    default:
      return 'user'
  }
}

/** Follows the sign-ins of a session, whose events come before anybody can ask for them. */
export class SignInWatch {
  #tell: (progress: SignInProgress) => void = () => undefined
  readonly onProgress = (progress: SignInProgress): void => {
    this.#tell(progress)
  }

  /** Signs in for an account that the session knows. */
  async signIn(
    services: Services,
    account: { readonly connectorId: ConnectorId; readonly id: EwsAccountId },
    context: CommandContext,
  ): Promise<Result<unknown>> {
    const { applicationCredential, say, signal, t } = context
    if (applicationCredential !== null) {
      return await services.applicationCredentials.change(account.connectorId, applicationCredential)
    }
    let onEnd: (result: Result<unknown>) => void = () => undefined
    const ended = new Promise<Result<unknown>>((resolve) => (onEnd = resolve))
    this.#tell = (progress) => {
      if (progress.state === 'waiting' && progress.way === 'device-code') {
        say(t('cli.deviceCode', { url: progress.verificationUrl, userCode: progress.userCode }))
      }
      if (progress.state === 'failed') onEnd(failure(progress.error))
      if (progress.state === 'succeeded') onEnd(ok(null))
    }
    const started = services.signIn.start(account.id, 'device-code')
    if (!started.ok) return started
    onInterrupt(signal, () => services.signIn.cancel(started.value.id))
    const result = await ended
    return signal.aborted ? failure(appError('oauth2.cancelled')) : result
  }
}

function privateKeyIn(pem: string): string {
  return /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/.exec(pem)?.[0] ?? ''
}
