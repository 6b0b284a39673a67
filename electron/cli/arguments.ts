/**
 * From `process.argv` to what is to be done. Pure: reads no file, no environment, prints nothing.
 *
 * 1. `parseCommandLine`: commander splits the arguments; only what was given is in the result.
 * 2. `configValues`: the content of a configuration file, checked for names that do not exist.
 *
 * `callOf` (calls.ts) joins and checks both. Values are checked there and not by commander, so that a wrong value in a file is told like one of an option, and in
 * the language of the caller. Messages never repeat an argument that might be a password.
 */
import { CommanderError, type Command } from 'commander'
import type { Language } from '#shared/domain/settings.ts'
import type { AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { wantedLanguage } from './output-options.ts'
import { isPasswordOption } from './password-option.ts'
import { buildProgram } from './program.ts'
import { usageError } from './usage-error.ts'
import { VALUE_NAMES, type GivenValues } from './values.ts'

export const COMMANDS = [
  'find',
  'test',
  'sync',
  'status',
  'problems',
  'retry',
  'conflicts',
  'runs',
  'list',
  'export',
  'prime create',
  'prime update',
  'prime delete',
  'prime show',
  'prime list',
] as const
export type CommandName = (typeof COMMANDS)[number]

export type CommandLine =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'wrong'; readonly error: AppError }
  | {
      readonly kind: 'command'
      readonly command: CommandName
      readonly given: GivenValues
      /** The configuration file to be read, if one was named. */
      readonly config: string | null
    }

/** How to answer; all that matters when the call itself is wrong. */
export type OutputStyle = {
  readonly json: boolean
  readonly language: Language
  readonly progress: boolean
}

export function parseCommandLine(argv: readonly string[]): CommandLine {
  if (argv.some(isPasswordOption)) return { kind: 'wrong', error: usageError('password-option') }
  const found: CommandLine[] = []
  const shown: string[] = []
  const program = buildProgram((text) => shown.push(text))
  for (const [name, command] of leavesOf(program, '')) {
    command.action(() => {
      const { config, ...given } = byOptionName(command.opts())
      const [argument] = command.args
      const argumentName = name === 'find' ? 'mailbox' : 'what'
      found.push({
        kind: 'command',
        command: name,
        given: { ...given, ...(argument !== undefined && { [argumentName]: argument }) },
        config: typeof config === 'string' ? config : null,
      })
    })
  }
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { kind: 'help', text: shown.join('') }
    return { kind: 'wrong', error: wrongCall(error) }
  }
  return found[0] ?? { kind: 'wrong', error: usageError('no-command') }
}

/** The commands that do something, by their full names. */
function leavesOf(command: Command, name: string): [CommandName, Command][] {
  if (command.commands.length === 0) return [[name as CommandName, command]]
  return command.commands.flatMap((child) => leavesOf(child, `${name} ${child.name()}`.trim()))
}

/** Recognises how the answer is wanted although the call may be wrong. */
export function wantedStyle(argv: readonly string[]): OutputStyle {
  return { json: argv.includes('--json'), language: wantedLanguage(argv) ?? 'en', progress: false }
}

const PASSWORD_NAME = /pass|pwd|kennwort|secret|token/i

/** What a configuration file says. `content` is parsed JSON, `file` its name for messages. */
export function configValues(content: unknown, file: string): Result<GivenValues> {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return failure(usageError('config-unreadable', { file, reason: 'JSON object expected' }))
  }
  for (const name of Object.keys(content)) {
    if (VALUE_NAMES.includes(name)) continue
    const problem = PASSWORD_NAME.test(name) ? 'password-in-config' : 'config-unknown-name'
    return failure(usageError(problem, { file, name }))
  }
  return ok(content as GivenValues)
}

/** @param commands those that there are */
export function wrongCall(error: CommanderError, commands: readonly string[] = COMMANDS): AppError {
  switch (error.code) {
    case 'commander.unknownOption':
      return usageError('unknown-option', { option: optionOf(error.message) })
    case 'commander.optionMissingArgument':
    case 'commander.missingMandatoryOptionValue':
      return usageError('option-without-value', { option: optionOf(error.message) })
    case 'commander.invalidArgument':
      return usageError('other', { reason: optionOf(error.message) })
    case 'commander.unknownCommand':
      return usageError('unknown-command', { commands: commands.join(', ') })
    case 'commander.excessArguments':
      return usageError('excess-arguments')
    case 'commander.help':
      return usageError('no-command', { commands: commands.join(', ') })
    default:
      return usageError('other', { reason: error.code })
  }
}

/** The name of an option in a message of commander's, without a value that is glued to it. */
function optionOf(message: string): string {
  return /'(--[\w-]+|-\w)/.exec(message)?.[1] ?? '?'
}

function byOptionName(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value,
    ]),
  )
}
