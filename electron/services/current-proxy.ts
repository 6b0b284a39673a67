/**
 * The proxy that applies: the one of the environment where it names one (`EWS_KONNEKTOR_PROXY`, with
 * `EWS_KONNEKTOR_PROXY_PASSWORD`), else the one of the settings, whose password is in the vault.
 */
import { parseProxy, PROXY_SECRET, type Proxy } from '#shared/domain/proxy.ts'
import type { Settings } from '#shared/domain/settings.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { VersionedDocument } from '../config/versioned-document.ts'
import type { SecretVault } from '../vault/secret-vault.ts'

export type CurrentProxy = { readonly setting: Proxy; readonly password: string }

/** @returns `proxy.password-missing`, what the vault says of an unreadable one, or, for a value of the environment that cannot be read, `input.invalid` */
export async function currentProxy(
  settings: Pick<VersionedDocument<Settings>, 'get'>,
  vault: Pick<SecretVault, 'get'>,
  environment: NodeJS.ProcessEnv,
): Promise<Result<CurrentProxy>> {
  const named = environment.EWS_KONNEKTOR_PROXY
  if (named) {
    const parsed = parseProxy(named)
    const password = environment.EWS_KONNEKTOR_PROXY_PASSWORD ?? ''
    return parsed.ok ? ok({ setting: parsed.value, password }) : parsed
  }
  const setting = settings.get().proxy
  if (setting.kind !== 'server' || setting.userName === '') return ok({ setting, password: '' })
  const password = await vault.get(PROXY_SECRET)
  if (password.ok) return ok({ setting, password: password.value })
  // Said of a password of the proxy it must not send people to an account.
  const isMissing = password.error.code === 'secret.not-stored'
  return isMissing ? failure(appError('proxy.password-missing', { user: setting.userName })) : password
}
