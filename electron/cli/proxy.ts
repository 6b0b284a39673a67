/**
 * The proxy server of a call, from the environment: `EWS_KONNEKTOR_PROXY` and `EWS_KONNEKTOR_PROXY_PASSWORD`, as the
 * application takes them. Plain Node knows neither the proxy of the system nor PAC scripts; asked for, that is told
 * instead of going another way.
 */
import { parseProxy } from '#shared/domain/proxy.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { ProxyServer } from '../exchange/transport/node-connector.ts'

/** @returns `null`: straight to the server */
export function proxyFromEnvironment(environment: NodeJS.ProcessEnv): Result<ProxyServer | null> {
  const named = environment.EWS_KONNEKTOR_PROXY
  if (!named) return ok(null)
  const parsed = parseProxy(named)
  if (!parsed.ok) return parsed
  const proxy = parsed.value
  if (proxy.kind === 'none') return ok(null)
  if (proxy.kind !== 'server') return failure(appError('proxy.not-available'))
  const { host, port, userName } = proxy
  const password = environment.EWS_KONNEKTOR_PROXY_PASSWORD ?? ''
  return ok({ host, port, credential: userName === '' ? null : { userName, password } })
}
