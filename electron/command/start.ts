/**
 * Whether the program was started as a command (`ms-ews-konnektor status`) or to show its window. Pure, and all that a
 * start of the window loads of this folder.
 *
 * The fuses forbid `ELECTRON_RUN_AS_NODE`, so the command runs inside Electron, and Chromium reads the same arguments
 * as we do: `--remote-debugging-port` would open its debugger. Everything that it could take for a switch must be an
 * option of ours, wherever it stands, also as the value of another one; else the program ends before Chromium acts upon
 * it. Before the command stand only the switches that a caller may need.
 */

import { appError, type AppError } from '#shared/errors.ts'
import { isPasswordOption } from '../cli/password-option.ts'

export const VERBS = ['status', 'test', 'sync', 'support-package', 'version', 'help'] as const
export type Verb = (typeof VERBS)[number]

/** No window is opened on Linux without a display; Chromium does not start as root (containers) without the second. */
const LEADING_SWITCHES: readonly string[] = ['--ozone-platform=headless', '--no-sandbox']

/** As electron/main/links follows them: the system starts the program with one to show a place. */
const LINK = /^ews-konnektor:/i

/**
 * @param given the arguments behind the program; behind the application's folder where it is not packaged
 * @param isPackaged then nothing but a command is given without dashes, and a mistyped one must not open a window
 * @returns what belongs to the command; `null`: the window is wanted
 */
export function commandArguments(given: readonly string[], isPackaged: boolean): readonly string[] | null {
  const named = given.find((argument) => !argument.startsWith('-') || isAsked(argument))
  if (named === undefined || LINK.test(named)) return null
  if (!isPackaged && !isVerb(named)) return null
  const begins = given.findIndex((argument) => !LEADING_SWITCHES.includes(argument))
  return given.slice(begins)
}

function isVerb(argument: string): argument is Verb {
  return (VERBS as readonly string[]).includes(argument)
}

/** All options, of whichever command; a test compares them with the help. None of them means anything to Chromium. */
export const OPTIONS: ReadonlySet<string> = new Set([
  ...[
    '--help',
    '-h',
    '--version',
    '--language',
    '--json',
    '--output',
    '--progress',
    '--wait',
    '--nagios',
    '--prtg',
  ],
  ...['--connector', '--all', '--dry-run', '--first', '--to', '--names', '--subjects'],
])

/** Characters of one argument, and of all: the running application is told them in one message of at most 32 KB. */
const LONGEST_ARGUMENT = 1_024
const LONGEST_CALL = 16_384

/** @param argv as `commandArguments` gives them @returns why nothing may be done with them */
export function refusedArgument(
  argv: readonly string[],
  platform: NodeJS.Platform = process.platform,
): AppError | null {
  if (argv.some(isPasswordOption)) return appError('command.secret')
  if (argv.join('').length > LONGEST_CALL) return refusal('…')
  const end = argv.indexOf('--')
  for (const [index, argument] of argv.entries()) {
    if (argument.length > LONGEST_ARGUMENT || /\p{Cc}/u.test(argument)) return refusal(argument)
    if (end !== -1 && index >= end) continue // Chromium reads no switches from there on, and neither do we
    // On Windows Chromium takes `/name` for a switch too.
    const isSwitch = argument.startsWith('-') || (platform === 'win32' && argument.startsWith('/'))
    if (isSwitch && !OPTIONS.has(argument.split('=', 1)[0] ?? '')) return refusal(argument)
  }
  const [first = ''] = argv
  return first.startsWith('-') && !isAsked(first) ? refusal(first) : null
}

/** Without a value that is glued to it. */
function refusal(argument: string): AppError {
  const name = (argument.split('=', 1)[0] ?? '').replace(/\p{Cc}/gu, ' ')
  return appError('command.refused', { argument: name.length > 40 ? `${name.slice(0, 40)}…` : name })
}

function isAsked(argument: string): boolean {
  return argument === '--help' || argument === '--version'
}
