/**
 * Is it well? The one rule for one account and for one connector, whoever asks: the overview, the lists and their
 * filters, the monitor. Their numbers agree because none of them has a rule of its own.
 */
import { appError, type AppError } from '../errors.ts'
import type { TestOutcome } from './connection-test.ts'
import { usesPasswords, type Connector } from './connector.ts'
import { effectiveUserName, type EwsAccount, type SecretState } from './ews-account.ts'
import type { Instant } from './ids.ts'
import type { LogonState } from './logon.ts'
import type { SignInState } from './sign-in.ts'
import type { SyncResult } from './sync.ts'

export type KnownResults = {
  readonly lastTest: { readonly at: Instant; readonly outcome: TestOutcome } | null
  readonly lastSync: Pick<SyncResult, 'outcome' | 'endedAt' | 'error'> | null
}

/** What is asked of an account. */
export type AccountFacts = KnownResults & {
  readonly account: Pick<EwsAccount, 'userName'>
  readonly password: SecretState
  readonly passwordProblem: AppError | null
  readonly signIn: SignInState
  readonly logon: LogonState
  readonly standstill: AppError | null
}

/** Where it shows that an account does not work. */
export type AccountTrouble = {
  readonly at: 'password' | 'logon' | 'sign-in' | 'standstill' | 'synchronisation' | 'test'
  /** Of a test only the outcome is remembered; testing again tells the cause. */
  readonly cause: AppError | 'test-failed'
  /** `null`: the facts do not say. */
  readonly since: Instant | null
}

type Signing = Pick<Connector, 'authenticationMethod' | 'windowsUser' | 'domain'>

/**
 * The first cause that keeps an account from working, because the next ones follow from it; whether it is active is
 * not asked. What keeps the next run from working comes before what the last one says.
 */
export function accountTrouble(entry: AccountFacts, connector: Signing): AccountTrouble | null {
  const { account, logon, signIn, standstill, lastSync, lastTest } = entry
  if (usesPasswords(connector)) {
    const cause = entry.password === 'none' ? appError('secret.not-stored') : entry.passwordProblem
    if (cause) return { at: 'password', cause, since: null }
  }
  if (logon.state !== 'well') {
    const userName = effectiveUserName(account.userName, connector.domain)
    const cause =
      logon.state === 'paused'
        ? appError('sign-in.paused', { userName, count: logon.count })
        : appError('sign-in.refused', { userName, count: logon.count })
    return { at: 'logon', cause, since: logon.at }
  }
  if (signIn.state === 'required') return { at: 'sign-in', cause: signIn.error, since: null }
  if (standstill) return { at: 'standstill', cause: standstill, since: null }
  if (lastSync?.outcome === 'failed' || lastSync?.outcome === 'incomplete') {
    const cause = lastSync.error ?? appError('internal.unexpected', { reason: lastSync.outcome })
    return { at: 'synchronisation', cause, since: lastSync.endedAt }
  }
  return isTestFailed(entry) ? { at: 'test', cause: 'test-failed', since: lastTest?.at ?? null } : null
}

/**
 * A synchronisation that worked outdates a test that failed before it. Not the other way round: a test that passes
 * does not bring what a failed synchronisation left behind.
 */
export function isTestFailed({ lastTest, lastSync }: KnownResults): boolean {
  if (lastTest?.outcome !== 'failed') return false
  return !(lastSync?.outcome === 'succeeded' && lastSync.endedAt > lastTest.at)
}

/** Whether anything has shown so far that it works. */
export function isProven({ lastTest, lastSync }: KnownResults): boolean {
  return lastTest?.outcome === 'passed' || lastSync?.outcome === 'succeeded'
}

/** What is asked of a connector. */
export type ConnectorFacts = KnownResults & {
  readonly connector: Pick<Connector, 'active'>
  readonly accountCount: number
  readonly activeAccountCount: number
  readonly troubledAccountCount: number
  readonly standstill: AppError | null
  readonly isServerTestFailed: boolean
}

/** What is switched off cannot be unwell, for nobody expects it to work; nor can what has only inactive accounts. */
export function isConnectorInactive(entry: ConnectorFacts): boolean {
  return !entry.connector.active || (entry.accountCount > 0 && entry.activeAccountCount === 0)
}

/** Whether it or one of its active accounts needs somebody. */
export function isConnectorTroubled(entry: ConnectorFacts): boolean {
  if (isConnectorInactive(entry)) return false
  return entry.troubledAccountCount > 0 || entry.standstill !== null || entry.isServerTestFailed
}
