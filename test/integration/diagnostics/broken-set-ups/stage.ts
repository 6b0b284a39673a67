/** Puts a row of the table on the stage, with real servers, and runs the connection test in it. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { runConnectionTest } from '#electron/diagnostics/run-connection-test.ts'
import { type TestReport, testReportSchema } from '#shared/domain/connection-test.ts'
import { connectionTestIdSchema } from '#shared/domain/ids.ts'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'
import { WELL_ACCOUNT, WELL_TARGET } from '../well-target.ts'
import type { BrokenSetUp, Stage } from './broken-set-up.ts'
import { ANNA, BEAT, PASSWORD, SALES } from './people.ts'

/** Runs the test in the state of the row. @returns the report, after everything has been taken down */
export async function diagnose(setUp: BrokenSetUp): Promise<TestReport> {
  const servers: ExchangeServer[] = []
  const listeners: Server[] = []
  const sockets = new Set<Socket>()
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
  }
  try {
    const { url, account, ...more } = await setUp.arrange(stage)
    const report = await runConnectionTest(
      {
        url: new URL(url),
        ...WELL_TARGET,
        ...more,
        account: { ...WELL_ACCOUNT, ...account },
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
    for (const server of servers) await server.stop()
  }
}
