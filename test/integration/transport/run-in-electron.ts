/** Runs the contract in Electron, and gives back what each case came to. */
import type { CaseResult } from '#test/contract/transport/electron-main.ts'
import { buildAndRun } from '#test/electron/build-and-run.ts'
import { startProxy } from '#test/proxy/proxy-server.ts'

export type { CaseResult } from '#test/contract/transport/electron-main.ts'

export async function runInElectron(): Promise<CaseResult[]> {
  const proxy = await startProxy()
  try {
    const output = await buildAndRun({
      name: 'transport-contract',
      entries: { main: 'test/contract/transport/electron-main.ts' },
      environment: systemProxy(proxy.port),
      limit: 240_000,
    })
    return [...output.matchAll(/^case (.*)$/gm)].map(([, json]) => JSON.parse(json ?? '') as CaseResult)
  } finally {
    await proxy.stop()
  }
}

/** What Chromium takes for the proxy of the system where there is no desktop; unusual ones would lead elsewhere. */
function systemProxy(port: number): NodeJS.ProcessEnv {
  return { https_proxy: `http://127.0.0.1:${port}`, http_proxy: '', no_proxy: '', XDG_CURRENT_DESKTOP: '' }
}
