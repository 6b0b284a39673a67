/**
 * What the packaged application does on the network when nobody asks it to do something, seen from outside of it by
 * strace: every attempt counts, whether or not there is a network.
 */
import { mkdtemp, readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { CONNECTOR_DEFAULTS } from '#shared/domain/connector.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { CONNECTOR_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { newDataFolder, removeFolder } from '../application.ts'
import { ANNA, startExchange } from '../exchange.ts'
import { createAccount, createConnector, syncOutcome, synchronise } from '../steps.ts'
import { untilStarted } from './log-lines.ts'
import { withPackaged, withProgram, type PackagedOptions } from './packaged.ts'

/**
 * As the process that it watches: its tracer is a grandchild, so that the test ends the application itself.
 * @returns every address that the application and its processes connected to or sent a packet to
 */
async function addressesReached(run: (by: readonly string[]) => Promise<void>): Promise<string[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-trace-'))
  const trace = path.join(folder, 'trace')
  try {
    const calls = 'trace=connect,listen,sendto,sendmsg,sendmmsg'
    await run(['strace', '-D', '-f', '-qq', '-yy', '-s', '0', '-e', calls, '-o', trace])
    return addressesIn(await readFile(trace, 'utf8'))
  } finally {
    await removeFolder(folder)
  }
}

/**
 * Of TCP the connections and the ports that are listened on, of UDP the packets: Chromium connects such sockets also to
 * learn by which way an address would be reached, and sends nothing.
 */
function addressesIn(trace: string): string[] {
  const addresses = new Set<string>()
  for (const line of trace.split('\n')) {
    const [, call = '', protocol = '', ends = ''] =
      /(\w+)\(\d+<(TCP|UDP)(?:v6)?:\[([^>]*(?:->)?[^>]*)\]>/.exec(line) ?? []
    const isOpening = call === 'connect' || call === 'listen'
    if (protocol === '' || isOpening !== (protocol === 'TCP')) continue
    const port = /sin6?_port=htons\((\d+)\)/.exec(line)?.[1]
    const host = /inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"/.exec(line)
    const named = host ? `${host[1] ?? host[2] ?? ''}:${port ?? ''}` : (ends.split('->')[1] ?? ends)
    addresses.add(call === 'listen' ? `listening ${named}` : `${protocol} ${named}`)
  }
  return [...addresses]
}

/** Nothing can be waited for where nothing shall happen; what Chromium does by itself it does in the first seconds. */
async function idles(milliseconds: number, options: PackagedOptions = {}): Promise<string[]> {
  return await addressesReached(async (by) => {
    await withProgram({ ...options, by }, async ({ dataFolder }) => {
      await untilStarted(dataFolder)
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
    })
  })
}

const CONNECTOR = {
  ...{ name: 'Contoso', domain: '', authenticationMethod: 'basic' as const },
  ...{ ...CONNECTOR_DEFAULTS, trust: SYSTEM_TRUST, sync: CONNECTOR_SYNC_DEFAULTS, oauth2: DEFAULT_OAUTH2 },
}

test('nothing is set up: from the start on and while it idles, it reaches for nothing and listens to nobody', async () => {
  expect(await idles(20_000)).toEqual([])
})

test('a connector that is switched off leads to no connection either', async () => {
  const dataFolder = await newDataFolder()
  const server = await startExchange(1)
  try {
    await withPackaged({ dataFolder }, async ({ page }) => {
      const draft = { ...CONNECTOR, url: server.url, active: false }
      const saved = await page.evaluate(
        (given) => window.api.connectors.save({ id: null, draft: given }),
        draft,
      )
      expect(saved).toMatchObject({ ok: true })
    })
    expect(await idles(8_000, { dataFolder })).toEqual([])
    expect(server.journal).toEqual([])
  } finally {
    await server.stop()
    await removeFolder(dataFolder)
  }
})

test('an active account leads to its server, and to no other address', async () => {
  const server = await startExchange(3)
  const { hostname, port } = new URL(server.url)
  try {
    const reached = await addressesReached(async (by) => {
      await withPackaged({ by }, async ({ page }) => {
        await createConnector(page, { name: 'Contoso', url: server.url })
        await createAccount(page, ANNA)
        await synchronise(page, ANNA.mailbox)
        await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
      })
    })
    // What listens is the debugger of this test.
    expect(reached.filter((address) => !address.startsWith('listening'))).toEqual([`TCP ${hostname}:${port}`])
  } finally {
    await server.stop()
  }
})
