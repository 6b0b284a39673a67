/** Ways to servers in the application: a leased session with the proxy of the settings, and the sign-in on top. */
import { session } from 'electron'
import type { Proxy } from '#shared/domain/proxy.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Credential } from '../exchange/credential.ts'
import { withBasicAuthentication } from '../exchange/transport/basic-authentication.ts'
import { withBearerAuthentication } from '../exchange/transport/bearer-authentication.ts'
import type { TransportLimits } from '../exchange/transport/limits.ts'
import { onlyToOrigin } from '../exchange/transport/only-to-origin.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import { withSignInGate, type SignInAttempts } from '../exchange/transport/sign-in-gate.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import { proxyCredential } from './chromium-proxy.ts'
import { createChromiumTransport } from './chromium-transport.ts'
import { proxyConfig } from './proxy-config.ts'
import { SessionPool } from './session-pool.ts'
import { WindowsUserHosts } from './windows-user-hosts.ts'

export type ChromiumTransportsOptions = TransportLimits & {
  readonly userAgent: string
  /** As it is when a transport is opened; the password may be empty. */
  readonly proxy: () => Promise<Result<{ readonly setting: Proxy; readonly password: string }>>
}

export function chromiumTransports(
  options: ChromiumTransportsOptions,
  pool = new SessionPool(),
): OpenTransport {
  const windowsUserHosts = new WindowsUserHosts((hosts) => {
    session.defaultSession.allowNTLMCredentialsForDomains(hosts)
  })
  return async ({ url, credential, trust, attempts }) => {
    const proxy = await options.proxy()
    if (!proxy.ok) return proxy
    const { setting } = proxy.value
    const leased = pool.lease(trust)
    await leased.session.setProxy(proxyConfig(setting))
    const use = credential.kind === 'windows-user' ? 'windows-user' : 'others'
    const begun =
      credential.kind === 'none' ? ok(() => undefined) : windowsUserHosts.begin(new URL(url).hostname, use)
    if (!begun.ok) {
      await leased.giveBack()
      return begun
    }
    const wire = createChromiumTransport({
      ...options,
      leased: { ...leased, giveBack: () => leased.giveBack().finally(begun.value) },
      isAnonymous: credential.kind === 'none',
      windows: credential.kind === 'windows' ? credential : null,
      proxy: proxyCredential(proxy.value),
    })
    return ok(onlyToOrigin(signedIn(wire, credential, attempts), url))
  }
}

function signedIn(wire: Transport, credential: Credential, attempts: SignInAttempts | undefined): Transport {
  switch (credential.kind) {
    case 'none':
      return wire
    case 'oauth2':
      return withBearerAuthentication(wire, credential)
    case 'basic':
      return withBasicAuthentication(wire, credential, attempts)
    case 'windows':
    case 'windows-user':
      return withSignInGate(wire, credential, attempts)
  }
}
