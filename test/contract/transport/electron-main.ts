/** Runs the contract inside Electron, on Chromium's network stack, and tells each result on a line of its own. */
import { app } from 'electron'
import { chromiumTransports } from '#electron/chromium/chromium-transports.ts'
import { denyByDefault } from '#electron/main/session-security.ts'
import { cases } from './cases.ts'
import { chromiumCases } from './chromium-cases.ts'
import { type Adapter, USER_AGENT, runCase } from './contract.ts'

export type CaseResult = { readonly name: string; readonly failure: string | null }

const adapter: Adapter = ({ proxy, proxyPassword, ...limits }) =>
  chromiumTransports({
    ...limits,
    userAgent: USER_AGENT,
    proxy: () => Promise.resolve({ ok: true, value: { setting: proxy, password: proxyPassword } }),
  })

async function run(): Promise<void> {
  for (const each of [...cases, ...chromiumCases]) {
    let failure: string | null = null
    try {
      await runCase(each, adapter)
    } catch (cause) {
      failure = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
    }
    const result: CaseResult = { name: each.name, failure }
    await new Promise((resolve) => process.stdout.write(`\ncase ${JSON.stringify(result)}\n`, resolve))
  }
}

// As the application does, so that no session reaches for what nobody asked for.
denyByDefault([])
void app.whenReady().then(async () => {
  await run()
  app.exit(0)
})
