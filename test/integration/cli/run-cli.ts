/** Runs the real command line in a process of its own, as a script would. */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { text } from 'node:stream/consumers'

const projectFolder = path.resolve(import.meta.dirname, '../../..')

export type CliRun = {
  readonly code: number | null
  readonly output: string
  readonly errors: string
  /** The one JSON document on standard output; throws when there is none, or more. */
  json(): CliDocument
}

/** The parts of the documents that tests look at. */
export type CliDocument = {
  readonly ok: boolean
  readonly outcome?: string
  readonly url?: string
  readonly counts?: Readonly<Record<string, number>>
  readonly total?: number
  readonly emails?: readonly { readonly id: string; readonly subject: string }[]
  readonly steps?: readonly { readonly id: string; readonly state: string; readonly error?: CliError }[]
  readonly found?: { readonly ewsUrl: string; readonly method: string } | null
  readonly signIns?: number
  readonly attempts?: readonly { readonly method: string; readonly url: string; readonly signedIn: boolean }[]
  readonly exported?: number
  readonly files?: readonly { readonly id: string; readonly path: string }[]
  readonly error: CliError | null
}
export type CliError = {
  readonly code: string
  readonly what: string
  readonly todo: string
  readonly params: Readonly<Record<string, unknown>>
  readonly fields?: readonly { readonly option: string; readonly code: string }[]
}

export type CliOptions = {
  readonly password?: string
  /** Further variables of the environment. */
  readonly environment?: Readonly<Record<string, string>>
  /** Written to standard input, which is then closed. */
  readonly input?: string
  readonly onStart?: (child: ChildProcess) => void
}

export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const { EWS_KONNEKTOR_PASSWORD: _other, ...environment } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', 'electron/cli/index.ts', ...args], {
    cwd: projectFolder,
    env: {
      ...environment,
      ...options.environment,
      ...(options.password === undefined ? {} : { EWS_KONNEKTOR_PASSWORD: options.password }),
    },
    stdio: 'pipe',
  })
  child.stdin.end(options.input ?? '')
  options.onStart?.(child)
  const [output, errors, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve)),
  ])
  return { code, output, errors, json: () => JSON.parse(output) as CliDocument }
}
