/**
 * Builds TypeScript that runs inside Electron, runs it there, and gives back what it wrote. The program is the real
 * one, windows or not; where there is no display it gets a virtual one.
 */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { withDisplay } from '#resources/setup/display.ts'
import { electronProgram, ensureElectronRuntime } from '#resources/setup/electron-runtime.ts'
import { projectFolder, resultsFolder } from '#resources/setup/paths.ts'
import { isRootOnLinux } from '#resources/setup/prepare.ts'

export type ElectronProgram = {
  /** Of the temporary folder. */
  readonly name: string
  /** Name of the built file, without its ending, to the source's path in the project. `main` is started. */
  readonly entries: Readonly<Record<string, string>> & { readonly main: string }
  readonly args?: readonly string[]
  readonly environment?: NodeJS.ProcessEnv
  /** Milliseconds; a run that takes longer hangs and is ended. */
  readonly limit: number
}

/** @returns everything that the program wrote; how it ended goes to standard error unless it was well */
export async function buildAndRun(program: ElectronProgram): Promise<string> {
  await ensureElectronRuntime()
  await mkdir(resultsFolder, { recursive: true })
  // Inside the project, so that packages are found and files are modules.
  const folder = await mkdtemp(join(resultsFolder, `${program.name}-`))
  try {
    await build({
      configFile: false,
      root: projectFolder,
      logLevel: 'error',
      build: {
        ssr: true,
        outDir: folder,
        target: 'node20.18',
        minify: false,
        rollupOptions: {
          input: Object.fromEntries(
            Object.entries(program.entries).map(([name, source]) => [name, join(projectFolder, source)]),
          ),
          external: ['electron'],
          output: { entryFileNames: '[name].js' },
        },
      },
    })
    return await withDisplay(async (display) => {
      const args = [
        join(folder, 'main.js'),
        `--user-data-dir=${join(folder, 'data')}`,
        '--log-level=3',
        ...(isRootOnLinux() ? ['--no-sandbox'] : []),
        ...(program.args ?? []),
      ]
      const environment = { ...process.env, ...display.environment, ...program.environment }
      return await outputOf(await electronProgram(), args, environment, program.limit)
    })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

async function outputOf(
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  limit: number,
): Promise<string> {
  const child = spawn(program, args, { env, cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'] })
  const timer = setTimeout(() => child.kill('SIGKILL'), limit)
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
