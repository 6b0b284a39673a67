/**
 * From the arguments of a command to what is to be done. Pure: reads no file and no environment, prints nothing. What
 * Chromium could take for a switch of its own was refused before (start.ts), and is refused here again: the running
 * application believes nobody.
 */
import path from 'node:path'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { LANGUAGES, type Language } from '#shared/domain/settings.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { wrongCall } from '../cli/arguments.ts'
import { usageError } from '../cli/usage-error.ts'
import { EXIT_HELP } from './exit-codes.ts'
import { refusedArgument, VERBS, type Verb } from './start.ts'
import { DEFAULT_WAIT, MACHINE_FORMATS, type CommandStyle } from './style.ts'

/** Seconds. */
const LONGEST_WAIT = 86_400

export type Selection =
  | { readonly by: 'all' }
  | { readonly by: 'accounts'; readonly names: readonly string[] }
  | { readonly by: 'connector'; readonly name: string }

export type Call = { readonly style: CommandStyle } & (
  | { readonly verb: 'status' | 'version' }
  | { readonly verb: 'test'; readonly which: Selection }
  | { readonly verb: 'sync'; readonly which: Selection; readonly dryRun: boolean; readonly first: boolean }
  | {
      readonly verb: 'support-package'
      readonly to: string
      readonly names: 'as-they-are' | 'replaced'
      readonly subjects: 'left-out' | 'included'
    }
)

export type Parsed =
  | { readonly is: 'help'; readonly text: string }
  | { readonly is: 'wrong'; readonly error: AppError }
  | { readonly is: 'call'; readonly call: Call }

type Options = {
  readonly json?: true
  readonly nagios?: true
  readonly prtg?: true
  readonly language?: Language
  readonly progress?: true
  readonly output?: string
  readonly wait?: number
  readonly all?: true
  readonly connector?: string
  readonly dryRun?: true
  readonly first?: true
  readonly to?: string
  readonly names?: 'as-they-are' | 'replaced'
  readonly subjects?: 'left-out' | 'included'
}

/**
 * @param argv as `commandArguments` gives them
 * @param folder against which relative paths are resolved: that of the caller
 */
export function parseCommand(argv: readonly string[], folder: string, platform = process.platform): Parsed {
  const shown: string[] = []
  const program = buildProgram((text) => shown.push(text))
  const refused = refusedArgument(argv, platform)
  if (refused) return { is: 'wrong', error: refused }
  if (argv[0] === '--version') return parseCommand(['version', ...argv.slice(1)], folder, platform)
  const found: Result<Call>[] = []
  for (const command of program.commands) {
    command.action(() => {
      found.push(callOf(command.name(), command.opts<Options>(), command.args, folder))
    })
  }
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0 || argv[0] === 'help') return { is: 'help', text: shown.join('') }
    return { is: 'wrong', error: wrongCall(error, VERBS) }
  }
  const [call] = found
  if (!call) return { is: 'wrong', error: usageError('no-command') }
  return call.ok ? { is: 'call', call: call.value } : { is: 'wrong', error: call.error }
}

function callOf(verb: string, options: Options, names: readonly string[], folder: string): Result<Call> {
  const formats = MACHINE_FORMATS.filter((format) => options[format])
  if (formats.length > 1)
    return failure(usageError('other', { reason: formats.map((each) => `--${each}`).join(' ') }))
  const style: CommandStyle = {
    format: formats[0] ?? 'text',
    language: options.language ?? null,
    progress: options.progress ?? false,
    output: options.output === undefined ? null : path.resolve(folder, options.output),
    wait: options.wait ?? DEFAULT_WAIT,
  }
  switch (verb as Verb) {
    case 'test': {
      const which = selectionOf(options, names)
      return which.ok ? ok({ verb: 'test', style, which: which.value }) : which
    }
    case 'sync': {
      const which = selectionOf(options, names)
      const { dryRun = false, first = false } = options
      return which.ok ? ok({ verb: 'sync', style, which: which.value, dryRun, first }) : which
    }
    case 'support-package': {
      const { to, names: people = 'replaced', subjects = 'left-out' } = options
      if (to === undefined) return failure(usageError('option-without-value', { option: '--to' }))
      return ok({ verb: 'support-package', style, to: path.resolve(folder, to), names: people, subjects })
    }
    case 'version':
      return ok({ verb: 'version', style })
    default:
      return ok({ verb: 'status', style })
  }
}

function selectionOf({ all, connector }: Options, names: readonly string[]): Result<Selection> {
  const ways = [all === true, connector !== undefined, names.length > 0].filter(Boolean).length
  if (ways !== 1) return failure(appError('command.nothing-chosen'))
  if (connector !== undefined) return ok({ by: 'connector', name: connector })
  return ok(all === true ? { by: 'all' } : { by: 'accounts', names })
}

/** @param show gets help and messages */
export function buildProgram(show: (text: string) => void): Command {
  const program = new Command('ews-konnektor')
    .description('MS EWS Konnektor on the command line: what was set up in its window, without the window')
    .exitOverride()
    .configureOutput({ writeOut: show, writeErr: show })
    .addHelpText('after', `\n${EXIT_HELP}`)
  withStyle(program.command('status').description('is it well, what is wrong? Asks no server'))
    .option('--nagios', 'one line and the exit code of a Nagios plug-in')
    .option('--prtg', 'the JSON of a PRTG sensor “EXE/Script Advanced”; the exit code is 0')
  withSelection(withStyle(program.command('test').description('test the connection of accounts')))
  withSelection(withStyle(program.command('sync').description('synchronise accounts now, both ways')))
    .option('--dry-run', 'tell what would be done, and write nothing on either side')
    .option('--first', 'also begin the first synchronisation of accounts that nobody has begun')
  withStyle(program.command('support-package').description('write the package for support, without secrets'))
    .requiredOption('--to <file>', 'the zip file')
    .addOption(
      new Option('--names <how>', 'of people (default: replaced)').choices(['as-they-are', 'replaced']),
    )
    .addOption(
      new Option('--subjects <how>', 'of objects that fail (default: left-out)').choices([
        'left-out',
        'included',
      ]),
    )
  withStyle(program.command('version').description('the version of the program'))
  return program
}

function withStyle(command: Command): Command {
  return command
    .addOption(new Option('--language <language>', 'default: that of the settings').choices(LANGUAGES))
    .option('--json', 'exactly one JSON document on standard output')
    .option('--output <file>', 'write the answer into this file, as a whole or not at all')
    .option('--progress', 'tell progress on standard error even if it is no terminal')
    .option('--wait <seconds>', `how long to wait for another command (default: ${DEFAULT_WAIT})`, seconds)
}

function withSelection(command: Command): Command {
  return command
    .argument('[account...]', 'e-mail addresses of mailboxes, or ids of accounts')
    .option('--connector <name>', 'all accounts of a connector, by its name or id')
    .option('--all', 'all active accounts')
}

function seconds(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= LONGEST_WAIT) return Number(text)
  throw new InvalidArgumentError('')
}
