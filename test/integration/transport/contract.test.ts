/**
 * The contract of the transport on every adapter: Node, Node behind the wire between main and the sync host, and
 * Chromium in a real Electron.
 */
import { beforeAll, describe, it } from 'vitest'
import { nodeTransports } from '#electron/exchange/transport/node-account-transport.ts'
import { WireClient } from '#electron/sync/wire/wire-client.ts'
import { WireServer } from '#electron/sync/wire/wire-server.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { ok } from '#shared/result.ts'
import { cases } from '#test/contract/transport/cases.ts'
import { chromiumCases } from '#test/contract/transport/chromium-cases.ts'
import { type Adapter, USER_AGENT, runCase } from '#test/contract/transport/contract.ts'
import { portPair } from '#test/unit/sync/ports.ts'
import { type CaseResult, runInElectron } from './run-in-electron.ts'

const ACCOUNT = '00000000-0000-4000-8000-000000000001' as EwsAccountId

const node: Adapter = ({ proxy, proxyPassword, ...limits }) => {
  const server =
    proxy.kind === 'server'
      ? {
          ...proxy,
          credential: proxy.userName === '' ? null : { userName: proxy.userName, password: proxyPassword },
        }
      : null
  return nodeTransports({ ...limits, userAgent: USER_AGENT, proxy: server })
}

const nodeBehindWire: Adapter = (options) => async (target) => {
  const [main, host] = portPair()
  const open = node(options)
  new WireServer(main, () => open(target))
  return ok(new WireClient(host).transportFor(ACCOUNT))
}

describe.each([
  ['Node', node],
  ['Node behind the wire', nodeBehindWire],
])('%s', (_name, adapter) => {
  it.each(cases)('$name', async (each) => {
    await runCase(each, adapter)
  })
})

describe('Chromium', () => {
  let results: readonly CaseResult[] = []
  beforeAll(async () => {
    results = await runInElectron()
  }, 300_000)

  it.each([...cases, ...chromiumCases])('$name', ({ name }) => {
    const result = results.find((each) => each.name === name)
    if (result === undefined) throw new Error('Electron told nothing about this case; it ended before.')
    if (result.failure !== null) throw new Error(result.failure)
  })
})
