/**
 * Main in `npm run bench:main-loop`: the product's launcher, wire and transports, with nothing else to do. Measures the
 * delay of its own event loop while the host downloads, or while nothing happens, and tells each round on a line.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { app } from 'electron'
import { chromiumTransports } from '#electron/chromium/chromium-transports.ts'
import { syncHostLauncher } from '#electron/main/sync-host-process.ts'
import type { HostProcess } from '#electron/sync/host-client.ts'
import { WireServer } from '#electron/sync/wire/wire-server.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { CREDENTIAL, USER_AGENT } from '#test/contract/transport/contract.ts'
import { doneSchema, type orderSchema } from './download.ts'

export const WAYS = ['through main', 'in the host'] as const
export type Case = (typeof WAYS)[number] | 'idle'

/** Milliseconds. The delay is what a timer of 1 ms came to, that one millisecond included. */
export type Round = {
  readonly name: Case
  readonly milliseconds: number
  readonly p50: number
  readonly p99: number
  readonly maximum: number
  /** Of main, in all its threads. */
  readonly cpu: number
}

const argument = (name: string): string => app.commandLine.getSwitchValue(name)

async function run(): Promise<void> {
  const url = argument('bench-url')
  const open = chromiumTransports({
    userAgent: USER_AGENT,
    proxy: () => Promise.resolve({ ok: true, value: { setting: { kind: 'none' }, password: '' } }),
  })
  const host = syncHostLauncher({ folder: import.meta.dirname, primeFolder: '.' })()
  const wire = new WireServer(host.wire, () => open({ url, credential: CREDENTIAL, trust: SYSTEM_TRUST }))
  const ask = asker(host)
  for (const way of WAYS) await ask({ way, url }) // fills caches and does not count
  for (let round = Number(argument('bench-rounds')); round > 0; round--) {
    let longest = 0
    for (const way of WAYS) {
      const measured = await watched(way, () => ask({ way, url }))
      longest = Math.max(longest, measured.milliseconds)
      await tell(measured)
    }
    await tell(
      await watched('idle', async () => {
        await wait(longest)
        return longest
      }),
    )
  }
  await wire.close()
  host.kill()
}

function asker(host: HostProcess): (order: (typeof orderSchema)['_output']) => Promise<number> {
  let answer: (message: unknown) => void = () => undefined
  host.port.onMessage((message) => {
    answer(message)
  })
  return async (order) => {
    const answered = new Promise<unknown>((resolve) => (answer = resolve))
    host.port.post(order)
    const { milliseconds, error } = doneSchema.parse(await answered)
    if (error !== null) throw new Error(`${order.way}: ${error}`)
    return milliseconds
  }
}

async function watched(name: Case, work: () => Promise<number>): Promise<Round> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const before = process.cpuUsage()
  delay.enable()
  const milliseconds = await work()
  delay.disable()
  const { user, system } = process.cpuUsage(before)
  const [p50, p99, maximum] = [delay.percentile(50), delay.percentile(99), delay.max].map(
    (nanoseconds) => nanoseconds / 1e6,
  ) as [number, number, number]
  return { name, milliseconds, p50, p99, maximum, cpu: (user + system) / 1000 }
}

async function tell(round: Round): Promise<void> {
  await new Promise((resolve) => process.stdout.write(`\nround ${JSON.stringify(round)}\n`, resolve))
}

void app.whenReady().then(async () => {
  try {
    await run()
    app.exit(0)
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.stack : String(cause)}\n`)
    app.exit(1)
  }
})
