/**
 * Stands in for the sync host in `npm run bench:main-loop`: downloads either over the wire through main, as the product
 * does, or with the same transport on Chromium's `net` here, which is the alternative.
 */
import type { Session } from 'electron'
import { FirstHandshake } from '#electron/chromium/first-handshake.ts'
import { createChromiumTransport } from '#electron/chromium/chromium-transport.ts'
import type { Transport } from '#electron/exchange/transport/transport.ts'
import { onPorts } from '#electron/sync/parent-port.ts'
import { WireClient } from '#electron/sync/wire/wire-client.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { USER_AGENT } from '#test/contract/transport/contract.ts'
import { type doneSchema, download, orderSchema } from './download.ts'

const ACCOUNT = '00000000-0000-4000-8000-000000000001' as EwsAccountId

onPorts(({ calls, wire }) => {
  const client = new WireClient(wire)
  calls.onMessage((message) => {
    const { way, url } = orderSchema.parse(message)
    const transport = way === 'through main' ? client.transportFor(ACCOUNT) : ownTransport()
    void timed(transport, url).then((done) => {
      calls.post(done)
    })
  })
})

async function timed(transport: Transport, url: string): Promise<(typeof doneSchema)['_output']> {
  try {
    return { milliseconds: await download(transport, url), error: null }
  } catch (cause) {
    return { milliseconds: 0, error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }
  } finally {
    await transport.close()
  }
}

function ownTransport(): Transport {
  return createChromiumTransport({
    userAgent: USER_AGENT,
    leased: {
      session: undefined as unknown as Session, // a utility process has the one of the system, without a name
      handshakes: new FirstHandshake(),
      certificateProblem: () => null,
      giveBack: () => Promise.resolve(),
    },
    isAnonymous: false,
    windows: null,
    proxy: null,
  })
}
