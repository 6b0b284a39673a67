/** Puts a row of the table on the stage, with real servers, and runs the connection test in it. */
import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { createServer as createHttpsServer } from 'node:https'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { runConnectionTest } from '#electron/diagnostics/run-connection-test.ts'
import { type TestReport, testReportSchema } from '#shared/domain/connection-test.ts'
import { connectionTestIdSchema } from '#shared/domain/ids.ts'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'
import { makeUpChain } from '#test/exchange-server/http/made-up-chain.ts'
import { startProxy, type ProxyUnderTest } from '#test/proxy/proxy-server.ts'
import { WELL_ACCOUNT, WELL_TARGET } from '../well-target.ts'
import type { BrokenSetUp, Stage } from './broken-set-up.ts'
import { ANNA, BEAT, PASSWORD, SALES } from './people.ts'

/** Runs the test in the state of the row. @returns the report, after everything has been taken down */
export async function diagnose(setUp: BrokenSetUp): Promise<TestReport> {
  const servers: ExchangeServer[] = []
  const listeners: Server[] = []
  const sockets = new Set<Duplex>()
  const proxies: ProxyUnderTest[] = []
  const stage: Stage = {
    exchange: async (options) => {
      const server = await startExchangeServer({
        mailboxes: [
          { address: ANNA, password: PASSWORD },
          { address: BEAT, password: 'x' },
          { address: SALES, password: 'x', delegates: [ANNA] },
        ],
        validate: 'off',
        ...options,
      })
      servers.push(server)
      return server
    },
    listener: async (onConnection) => {
      const listener = createServer((socket) => {
        sockets.add(socket)
        socket.on('error', () => undefined)
        onConnection(socket)
      })
      listener.listen(0, '127.0.0.1')
      await once(listener, 'listening')
      listeners.push(listener)
      return `https://localhost:${(listener.address() as AddressInfo).port}/EWS/Exchange.asmx`
    },
    secured: async (options) => {
      const { key, certificate, rootCertificate } = await makeUpChain(options)
      const server = createHttpsServer({ key, cert: certificate }, (_request, response) => {
        response.writeHead(401, { 'X-FEServer': 'EX01', 'WWW-Authenticate': 'Basic realm="EX01"' }).end()
      })
      server.on('tlsClientError', () => undefined)
      server.on('connection', (socket) => sockets.add(socket))
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      listeners.push(server)
      const { port } = server.address() as AddressInfo
      return { url: `https://${options.host ?? 'localhost'}:${port}/EWS/Exchange.asmx`, rootCertificate }
    },
    proxy: async (options) => {
      const proxy = await startProxy(options)
      proxies.push(proxy)
      return { host: 'localhost', port: proxy.port, credential: null }
    },
  }
  try {
    const { url, account, ...more } = await setUp.arrange(stage)
    const report = await runConnectionTest(
      {
        url: new URL(url),
        ...WELL_TARGET,
        ...more,
        account: account === null ? null : { ...WELL_ACCOUNT, ...account },
      },
      {
        id: connectionTestIdSchema.parse('0b8f5c1e-7d4a-4c3e-9f51-2f6f0d1c9a11'),
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    )
    return testReportSchema.parse(report)
  } finally {
    for (const socket of sockets) socket.destroy()
    for (const listener of listeners) listener.close()
    for (const proxy of proxies) await proxy.stop()
    for (const server of servers) await server.stop()
  }
}
