/** Builds the contract for Electron, runs it there, and gives back what each case came to. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { withDisplay } from '#resources/setup/display.ts'
import { electronProgram, ensureElectronRuntime } from '#resources/setup/electron-runtime.ts'
import { projectFolder, resultsFolder } from '#resources/setup/paths.ts'
import { isRootOnLinux } from '#resources/setup/prepare.ts'
import type { CaseResult } from '#test/contract/transport/electron-main.ts'
import { startProxy } from '#test/proxy/proxy-server.ts'

export type { CaseResult } from '#test/contract/transport/electron-main.ts'

const LIMIT = 240_000 // ms; a run that takes longer hangs

export async function runInElectron(): Promise<CaseResult[]> {
  await ensureElectronRuntime()
  await mkdir(resultsFolder, { recursive: true })
  // Inside the project, so that packages are found.
  const folder = await mkdtemp(join(resultsFolder, 'transport-contract-'))
  const proxy = await startProxy()
  try {
    await build({
      configFile: false,
      root: projectFolder,
      logLevel: 'error',
      build: {
        ssr: join(projectFolder, 'test/contract/transport/electron-main.ts'),
        outDir: folder,
        target: 'node20.18',
        minify: false,
        rollupOptions: { external: ['electron'], output: { entryFileNames: 'main.mjs' } },
      },
    })
    return await withDisplay(async (display) => {
      const output = await outputOf(
        await electronProgram(),
        [
          join(folder, 'main.mjs'),
          `--user-data-dir=${join(folder, 'data')}`,
          '--log-level=3',
          ...(isRootOnLinux() ? ['--no-sandbox'] : []),
        ],
        { ...process.env, ...display.environment, ...systemProxy(proxy.port) },
      )
      return [...output.matchAll(/^case (.*)$/gm)].map(([, json]) => JSON.parse(json ?? '') as CaseResult)
    })
  } finally {
    await proxy.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** What Chromium takes for the proxy of the system where there is no desktop; unusual ones would lead elsewhere. */
function systemProxy(port: number): NodeJS.ProcessEnv {
  return { https_proxy: `http://127.0.0.1:${port}`, http_proxy: '', no_proxy: '', XDG_CURRENT_DESKTOP: '' }
}

async function outputOf(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(program, args, { env, cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'] })
  const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  }
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  )
  clearTimeout(timer)
  if (code !== 0) process.stderr.write(`Electron ended with ${code}:\n${output.slice(-4_000)}\n`)
  return output
}
