/** Two connection tests of one server that nobody has touched: what varies by itself is told to nobody as a change. */
import { afterEach, describe, expect, it } from 'vitest'
import { runConnectionTest } from '#electron/diagnostics/run-connection-test.ts'
import type { FinishedStep, TestReport } from '#shared/domain/connection-test.ts'
import { connectionTestIdSchema } from '#shared/domain/ids.ts'
import { changesBetween } from '#shared/domain/test-changes.ts'
import { fill } from '#test/exchange-server/content/fill.ts'
import {
  type ExchangeServer,
  type ExchangeServerOptions,
  startExchangeServer,
} from '#test/exchange-server/server.ts'
import { trusting } from '#test/integration/node-transport.ts'
import { ANNA, PASSWORD } from './broken-set-ups/people.ts'
import { WELL_ACCOUNT, WELL_TARGET } from './well-target.ts'

const HOUR = 3_600_000

const servers: ExchangeServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
})

async function startServer(more: Partial<ExchangeServerOptions> = {}): Promise<ExchangeServer> {
  const server = await startExchangeServer({ mailboxes: [{ address: ANNA, password: PASSWORD }], ...more })
  servers.push(server)
  return server
}

/** With every step that may run, the one that writes included. `hours`: how late the clock of this machine is. */
async function test(server: ExchangeServer, hours = 0): Promise<TestReport> {
  return await runConnectionTest(
    {
      ...{ ...WELL_TARGET, url: new URL(server.url), trust: trusting(server) },
      now: () => Date.now() + hours * HOUR,
      account: { ...WELL_ACCOUNT, mayWrite: true },
    },
    {
      id: connectionTestIdSchema.parse('0b8f5c1e-7d4a-4c3e-9f51-2f6f0d1c9a11'),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    },
  )
}

function detailsOf({ steps }: TestReport): string[] {
  const finished = steps.filter((step): step is FinishedStep => 'offers' in step)
  return finished.flatMap(({ id, details }) => details.map(({ name, value }) => `${id} ${name} ${value}`))
}

describe('two tests of the same unchanged server', () => {
  it.each([
    ['over http', {}],
    ['over https', { tls: 'private-ca' }],
    ['that is Exchange Online', { version: 'ExchangeOnline' }],
  ] as const)('differ in nothing: %s', async (_name, options) => {
    const server = await startServer(options)
    await fill(server.mailbox(ANNA), { messages: 30 })
    const [first, second] = [await test(server), await test(server)]
    expect(first.outcome).toBe('passed')
    expect(detailsOf(second)).not.toEqual(detailsOf(first))
    expect(changesBetween(first, second)).toEqual([])
  })

  it('differ in nothing hours later, when some messages have come and time has gone by', async () => {
    const server = await startServer({ version: 'ExchangeOnline' })
    await fill(server.mailbox(ANNA), { messages: 30 })
    const first = await test(server, -2)
    await fill(server.mailbox(ANNA), { messages: 20, seed: 2 })
    const second = await test(server, -3)
    expect(first.steps.find(({ id }) => id === 'clock')).toMatchObject({ state: 'warning' })
    expect(changesBetween(first, second)).toEqual([])
  })
})
