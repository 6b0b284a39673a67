/**
 * Where the tokens of an account are: its own msal cache, in the vault.
 *
 * msal waits for `afterCacheAccess` before it hands out a token, so a rotated refresh token is stored before anybody
 * uses what came with it; when it cannot be stored, there is no token either.
 */
import type { ICachePlugin } from '@azure/msal-node'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import type { SecretVault } from '../vault/secret-vault.ts'

/** Carries a failure of the vault through msal. */
export class TokenStoreFailure extends Error {
  readonly error: AppError

  constructor(error: AppError) {
    super(error.code)
    this.name = 'TokenStoreFailure'
    this.error = error
  }
}

/** Belongs to the account, and is erased with it. */
export function tokenSecretId(accountId: EwsAccountId): string {
  return `${accountId}/oauth2-tokens`
}

export type TokenStore = {
  /** `null`: nothing is stored. */
  read(): Promise<Result<string | null>>
  write(cache: string): Promise<Result<void>>
}

export function tokenStore(vault: SecretVault, accountId: EwsAccountId): TokenStore {
  const id = tokenSecretId(accountId)
  return {
    read: async () => {
      const found = await vault.get(id)
      return !found.ok && found.error.code === 'secret.not-stored' ? ok(null) : found
    },
    write: (cache) => vault.set(id, cache),
  }
}

export function cachePlugin(store: TokenStore): ICachePlugin {
  return {
    beforeCacheAccess: async ({ tokenCache }) => {
      const stored = await store.read()
      if (!stored.ok) throw new TokenStoreFailure(stored.error)
      if (stored.value !== null) tokenCache.deserialize(stored.value)
    },
    afterCacheAccess: async ({ cacheHasChanged, tokenCache }) => {
      if (!cacheHasChanged) return
      const written = await store.write(tokenCache.serialize())
      if (!written.ok) throw new TokenStoreFailure(written.error)
    },
  }
}
