/**
 * Looks at the certificate of a server as the application meets it: on the way that Chromium takes (the proxy of the
 * system or of the settings), and with Chromium's verdict, which knows the certificate store of the system and the
 * authorities of the connector.
 *
 * The chain comes from a handshake of our own. Rejected: taking it from `setCertificateVerifyProc`. Chromium remembers
 * a verdict for each certificate and asks only once, so a server that goes back to its former certificate would be
 * shown with the other one. (Measured: neither a new procedure nor `setSSLConfig` or `clearData` makes it forget.)
 */
import { X509Certificate } from 'node:crypto'
import type { AppError } from '#shared/errors.ts'
import { ok } from '#shared/result.ts'
import { discardBody } from '../exchange/transport/discard-body.ts'
import {
  INSPECTION_TIMEOUT,
  nodeInspector,
  withFaults,
  type InspectCertificate,
} from '../exchange/transport/inspect-certificate.ts'
import { ProxyFailure } from '../exchange/transport/node-connector.ts'
import { firstProxy } from '../exchange/transport/resolve-proxy.ts'
import type { ChromiumTransportsOptions } from './chromium-transports.ts'
import { proxyCredential } from './chromium-proxy.ts'
import { createChromiumTransport } from './chromium-transport.ts'
import { proxyConfig } from './proxy-config.ts'
import { SessionPool } from './session-pool.ts'

export function chromiumInspector(
  options: ChromiumTransportsOptions,
  pool = new SessionPool(),
): InspectCertificate {
  return async ({ url, trust, signal }) => {
    const proxy = await options.proxy()
    if (!proxy.ok) return proxy
    const { setting } = proxy.value
    const leased = pool.lease(trust)
    await leased.session.setProxy(proxyConfig(setting))
    const credential = proxyCredential(proxy.value)
    const transport = createChromiumTransport({
      ...options,
      leased,
      isAnonymous: true,
      windows: null,
      proxy: credential,
    })
    try {
      const look = nodeInspector(async (address) => {
        const first = firstProxy(await leased.session.resolveProxy(address), credential)
        // A handshake of ours would take another way.
        if (first && first.kind !== 'PROXY') throw new ProxyFailure('PROXY_TUNNEL_FAILED', null)
        return first
      })
      const inspected = await look({ url, trust, signal })
      const own = inspected.ok ? inspected.value.chain[0] : undefined
      if (!inspected.ok || !own || trust.fingerprint !== null) return inspected
      // Nobody is signed in: without an account the server answers 401, and nothing else is asked.
      const answer = await transport.send({
        operation: 'certificate',
        method: 'GET',
        url,
        headers: {},
        body: null,
        signal,
        totalMilliseconds: INSPECTION_TIMEOUT,
      })
      if (answer.ok) await discardBody(answer.value)
      const verdict = answer.ok || !isAboutTrust(answer.error) ? null : answer.error
      const { host } = inspected.value
      return ok({ ...inspected.value, problems: withFaults(verdict, new X509Certificate(own.pem), host) })
    } finally {
      await transport.close()
    }
  }
}

function isAboutTrust({ code }: AppError): boolean {
  return code.startsWith('tls.')
}
