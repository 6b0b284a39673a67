/** What a navigation to a connector opens there at once: the state that comes with it. */
import type { EwsAccountId } from '#shared/domain/ids.ts'

/** A new connector that begins with the search for its server. */
export const FINDS_SERVER = { findsServer: true }

export function findsServer(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'findsServer' in state && state.findsServer === true
}

export type OpensDialog = {
  readonly opens: 'new-account' | 'account' | 'test' | 'plan'
  /** `null`: of a new account. */
  readonly accountId: EwsAccountId | null
}

export function opensDialog(state: unknown): OpensDialog | null {
  const isOne = typeof state === 'object' && state !== null && 'opens' in state && 'accountId' in state
  return isOne ? (state as OpensDialog) : null
}
