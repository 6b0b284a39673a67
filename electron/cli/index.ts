/**
 * The command line: `npm run cli -- find|test|sync|status|prime …`, `--help` tells more. Plain Node; Electron is nowhere in it.
 *
 * This file wires arguments, password, command and output. Whatever happens, with `--json` exactly one document is on
 * standard output. The first Ctrl+C ends the command orderly (committed pages stay), the second at once.
 */
import { appError, type AppError } from '#shared/errors.ts'
import { askOn } from './ask.ts'
import { parseCommandLine, wantedStyle, type OutputStyle } from './arguments.ts'
import { callOf, type Call } from './calls.ts'
import type { CommandContext } from './commands/command.ts'
import { readAuthorities, readConfigFile } from './config-file.ts'
import { applicationCredentialOf } from './oauth2.ts'
import { EXIT, failed, print, type Answer } from './output.ts'
import { readPassword } from './password.ts'
import { progressOn } from './progress.ts'
import { proxyFromEnvironment } from './proxy.ts'
import { translator } from './texts.ts'
import { write } from './write.ts'

const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (interrupt.signal.aborted) process.exit(EXIT.interrupted)
    interrupt.abort()
  })
}

/** Told with the answer. */
const incidents: AppError[] = []

type Told = { readonly answer: Answer; readonly style: OutputStyle }

async function main(argv: readonly string[]): Promise<number> {
  const line = parseCommandLine(argv)
  if (line.kind === 'help') {
    await write(process.stdout, line.text)
    return EXIT.success
  }
  const { answer, style } = await tellFailures(wantedStyle(argv), async () => {
    if (line.kind === 'wrong') return { answer: failed(line.error), style: wantedStyle(argv) }
    const config = line.config === null ? { ok: true as const, value: {} } : await readConfigFile(line.config)
    if (!config.ok) return { answer: failed(config.error), style: wantedStyle(argv) }
    const call = callOf(line.command, config.value, line.given)
    if (!call.ok) return { answer: failed(call.error), style: styleOf(argv, config.value) }
    const { style } = call.value
    return await tellFailures(style, async () => ({ answer: await run(call.value), style }))
  })
  const printed = print(answer, style, translator(style.language), incidents)
  await write(process.stderr, printed.errors)
  await write(process.stdout, printed.output)
  return printed.exitCode
}

/** Loads only what the command needs: the answer to a wrong call waits for no database and no network stack. */
async function run(call: Call): Promise<Answer> {
  const authorities = await readAuthorities(call.ca)
  if (!authorities.ok) return failed(authorities.error)
  const proxy = proxyFromEnvironment(process.env)
  if (!proxy.ok) return failed(proxy.error)
  const application = await applicationCredentialOf(process.env)
  if (!application.ok) return failed(application.error)
  const progress = progressOn(process.stderr, call.style.progress)
  const context: CommandContext = {
    signal: interrupt.signal,
    authorities: authorities.value,
    proxy: proxy.value,
    password: () =>
      readPassword({
        environment: process.env,
        input: process.stdin,
        fromInput: call.passwordStdin,
        signal: interrupt.signal,
      }),
    applicationCredential: application.value,
    say: (line) => {
      progress.end()
      process.stderr.write(`${line}\n`)
    },
    progress,
    onIncident: (incident) => {
      incidents.push(incident)
    },
    ask: call.passwordStdin ? null : askOn(process.stdin, process.stderr, interrupt.signal),
    t: translator(call.style.language),
  }
  try {
    switch (call.command) {
      case 'find':
        return await (await import('./commands/find.ts')).find(call, context)
      case 'test':
        return await (await import('./commands/test.ts')).test(call, context)
      case 'sync':
        return await (await import('./commands/sync.ts')).sync(call, context)
      case 'list':
        return await (await import('./commands/list.ts')).list(call, context)
      case 'export':
        return await (await import('./commands/export.ts')).exportObjects(call, context)
      case 'status':
      case 'problems':
      case 'runs':
      case 'retry':
      case 'conflicts':
        return await (await import('./commands/reports.ts')).report(call, context)
      case 'prime create':
      case 'prime update':
      case 'prime delete':
      case 'prime show':
      case 'prime list':
        return await (await import('./commands/prime.ts')).prime(call, context)
    }
  } finally {
    progress.end()
  }
}

/** A defect of ours is told like every other failure. */
async function tellFailures(style: OutputStyle, action: () => Promise<Told>): Promise<Told> {
  try {
    return await action()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { answer: failed(appError('internal.unexpected', { reason })), style }
  }
}

/** A wrong value must not change how it is told: `json` and `language` of the file count as far as they are right. */
function styleOf(argv: readonly string[], config: Readonly<Record<string, unknown>>): OutputStyle {
  const wanted = wantedStyle(argv)
  const language = config.language === 'de' && !argv.some((one) => one.startsWith('--language'))
  return { ...wanted, json: wanted.json || config.json === true, language: language ? 'de' : wanted.language }
}

void main(process.argv.slice(2)).then((code) => process.exit(code))
