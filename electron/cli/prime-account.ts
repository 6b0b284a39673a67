/** Winoffice Prime e-mail accounts by address. `list` and `export` only read; they never create anything. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { PrimeEmailAccountId } from '#shared/domain/ids.ts'
import { sameMailbox } from '#shared/domain/one-to-one.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { EngineApi } from '../sync/engine-api.ts'
import { primeFolderOf } from './session.ts'

/** Opening a store creates it; a mistyped folder must be told instead. */
export function requireStore(dataFolder: string): Result<null> {
  const file = path.join(primeFolderOf(dataFolder), 'prime.db')
  return existsSync(file) ? ok(null) : failure(appError('prime.unreadable', { reason: `${file}: ENOENT` }))
}

/** The e-mail account of an address, without regard to case. */
export async function requirePrimeAccount(
  engine: Pick<EngineApi, 'listEmailAccounts'>,
  address: string,
): Promise<Result<PrimeEmailAccountId>> {
  const accounts = await engine.listEmailAccounts(null)
  if (!accounts.ok) return accounts
  const found = accounts.value.find((account) => sameMailbox(account.address, address))
  return found ? ok(found.id) : failure(appError('prime-email-account.not-found'))
}
