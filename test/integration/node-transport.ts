/** A way to a test server in plain Node, signed in with Basic. */
import { nodeTransports } from '#electron/exchange/transport/node-account-transport.ts'
import type { NodeTransportOptions } from '#electron/exchange/transport/node-transport.ts'
import { nodeInspector } from '#electron/exchange/transport/inspect-certificate.ts'
import type { ProxyServer } from '#electron/exchange/transport/node-connector.ts'
import { fixedProxy } from '#electron/exchange/transport/resolve-proxy.ts'
import type { Transport } from '#electron/exchange/transport/transport.ts'
import { SYSTEM_TRUST, type Trust } from '#shared/domain/trust.ts'

export type SignInOptions = Partial<NodeTransportOptions> & {
  readonly userName: string
  readonly password: string
}

export async function signedIn(url: string, options: SignInOptions): Promise<Transport> {
  const { userName, password, trust = SYSTEM_TRUST, ...others } = options
  const open = nodeTransports({ userAgent: USER_AGENT, ...others })
  const opened = await open({ url, credential: { kind: 'basic', userName, password }, trust })
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

const USER_AGENT = 'MS-EWS-Konnektor/0.0.0'

/** The way of plain Node to a server, as the connection test wants it: straight, or through a proxy. */
export function nodeWay(proxy: ProxyServer | null = null) {
  return {
    resolveProxy: fixedProxy(proxy),
    inspectCertificate: nodeInspector(() => Promise.resolve(proxy)),
    openTransport: nodeTransports({ userAgent: USER_AGENT, proxy }),
  }
}

/** The system's authorities and that of a test server. */
export function trusting(server: { readonly caCertificate: string | undefined }): Trust {
  return { authorities: server.caCertificate === undefined ? [] : [server.caCertificate], fingerprint: null }
}
