/** What of an account counts for the protection against lock-out; without a password of ours nothing does. */
import { usesPasswords, type ConnectorDraft } from '#shared/domain/connector.ts'
import type { LockOutProtection, Logon } from '../auth/lock-out-protection.ts'
import type { Credential } from '../exchange/credential.ts'
import type { SignInAttempts } from '../exchange/transport/sign-in-gate.ts'
import { signInName } from './account-credential.ts'

/** @returns `null` when no password of ours is used */
export function logonOf(connector: ConnectorDraft, userName: string): Logon | null {
  if (!usesPasswords(connector) || !URL.canParse(connector.url)) return null
  const limit = connector.maxFailedLogonAttempts
  return { userName: signInName(connector, userName), url: connector.url, limit }
}

/** For the transport of an account, to be spread into its target. */
export function countedAttempts(
  logons: LockOutProtection,
  connector: ConnectorDraft,
  credential: Credential,
): { readonly attempts?: SignInAttempts } {
  if (credential.kind !== 'basic' && credential.kind !== 'windows') return {}
  const { userName, password } = credential
  const { url, maxFailedLogonAttempts: limit } = connector
  return { attempts: logons.attemptsOf({ userName, url, limit }, password) }
}
