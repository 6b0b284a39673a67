/** Ways to servers in the application: a leased session with the proxy of the settings, and the sign-in on top. */
import type { Proxy } from '#shared/domain/proxy.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Credential } from '../exchange/credential.ts'
import { withBasicAuthentication } from '../exchange/transport/basic-authentication.ts'
import { withBearerAuthentication } from '../exchange/transport/bearer-authentication.ts'
import type { TransportLimits } from '../exchange/transport/limits.ts'
import { onlyToOrigin } from '../exchange/transport/only-to-origin.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import { withSignInGate } from '../exchange/transport/sign-in-gate.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import { createChromiumTransport } from './chromium-transport.ts'
import { proxyConfig } from './proxy-config.ts'
import { SessionPool } from './session-pool.ts'

export type ChromiumTransportsOptions = TransportLimits & {
  readonly userAgent: string
  /** As it is when a transport is opened; the password may be empty. */
  readonly proxy: () => Promise<Result<{ readonly setting: Proxy; readonly password: string }>>
}

export function chromiumTransports(
  options: ChromiumTransportsOptions,
  pool = new SessionPool(),
): OpenTransport {
  return async ({ url, credential, trust }) => {
    const proxy = await options.proxy()
    if (!proxy.ok) return proxy
    const { setting, password } = proxy.value
    const leased = pool.lease(trust)
    await leased.session.setProxy(proxyConfig(setting))
    const { userName } = setting.kind === 'server' ? setting : { userName: '' }
    const wire = createChromiumTransport({
      ...options,
      leased,
      windows: credential.kind === 'windows' ? credential : null,
      proxy: userName === '' ? null : { userName, password },
    })
    return ok(onlyToOrigin(signedIn(wire, credential), url))
  }
}

function signedIn(wire: Transport, credential: Credential): Transport {
  switch (credential.kind) {
    case 'none':
      return wire
    case 'oauth2':
      return withBearerAuthentication(wire, credential)
    case 'basic':
      return withBasicAuthentication(wire, credential)
    case 'windows':
      return withSignInGate(wire, credential)
  }
}
