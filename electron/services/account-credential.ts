/**
 * How an account signs in: what its connector says, with the password that is given for it.
 *
 * Whoever asks gets an error before anything is sent when the service takes no such sign-in: what is stored may be
 * older than the rule in the form.
 */
import os from 'node:os'
import { isAsWindowsUser, isMethodOfService, type ConnectorDraft } from '#shared/domain/connector.ts'
import { effectiveUserName } from '#shared/domain/ews-account.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Credential, OAuth2Credential } from '../exchange/credential.ts'

type SignInSettings = Pick<ConnectorDraft, 'url' | 'domain' | 'authenticationMethod' | 'windowsUser'>

/** As whom an account signs in, for texts and for counting. */
export function signInName(connector: SignInSettings, userName: string): string {
  return isAsWindowsUser(connector) ? windowsUserName() : effectiveUserName(userName, connector.domain)
}

/** @param sources asked only for what is used */
export async function accountCredential(
  connector: SignInSettings,
  userName: string,
  sources: {
    readonly password: () => Promise<Result<string>>
    readonly oauth2: () => Promise<Result<OAuth2Credential>>
  },
): Promise<Result<Credential>> {
  if (!isMethodOfService(connector)) return failure(appError('authentication.exchange-online-oauth2-only'))
  const { authenticationMethod: method } = connector
  if (method === 'oauth2') return await sources.oauth2()
  const name = signInName(connector, userName)
  if (isAsWindowsUser(connector)) return ok({ kind: 'windows-user', userName: name })
  const password = await sources.password()
  return password.ok ? ok({ kind: method, userName: name, password: password.value }) : password
}

function windowsUserName(): string {
  const { username } = os.userInfo()
  return effectiveUserName(username, process.env.USERDOMAIN ?? '')
}
