/** Which proxy server Chromium goes through: by the settings, by a PAC script, or as the system says. */
import type { Proxy } from '#shared/domain/proxy.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok } from '#shared/result.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import type { ProxyServer } from '../exchange/transport/node-connector.ts'
import { firstProxy, type ResolveProxy } from '../exchange/transport/resolve-proxy.ts'
import type { ChromiumTransportsOptions } from './chromium-transports.ts'
import { proxyConfig } from './proxy-config.ts'
import { SessionPool } from './session-pool.ts'

export function chromiumProxy(
  { proxy }: Pick<ChromiumTransportsOptions, 'proxy'>,
  pool = new SessionPool(),
): ResolveProxy {
  return async (url) => {
    const current = await proxy()
    if (!current.ok) return current
    const { setting } = current.value
    const leased = pool.lease(SYSTEM_TRUST)
    try {
      await leased.session.setProxy(proxyConfig(setting))
      const answer = await leased.session.resolveProxy(url)
      // Chromium goes nowhere without the script that the settings name, and answers nothing then.
      if (answer === '') return failure(appError('proxy.script-unreachable', { setting: wordOf(setting) }))
      const server = firstProxy(answer, proxyCredential(current.value))
      return ok({ setting: wordOf(setting), answer, server })
    } finally {
      await leased.giveBack()
    }
  }
}

/** For a proxy that asks; a PAC script and the system have none of ours. */
export function proxyCredential(current: {
  readonly setting: Proxy
  readonly password: string
}): ProxyServer['credential'] {
  const { setting, password } = current
  return setting.kind === 'server' && setting.userName !== ''
    ? { userName: setting.userName, password }
    : null
}

function wordOf(setting: Proxy): string {
  if (setting.kind === 'pac') return `pac:${setting.url}`
  return setting.kind === 'server' ? `${setting.host}:${setting.port}` : setting.kind
}
