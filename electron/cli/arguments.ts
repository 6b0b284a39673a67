/**
 * From `process.argv` to what is to be done. Pure: reads no file, no environment, prints nothing.
 *
 * 1. `parseCommandLine`: commander splits the arguments; only what was given is in the result.
 * 2. `configValues`: the content of a configuration file, checked for names that do not exist.
 * 3. `callOf`: both joined (options win), checked, and completed to a `Call`, in which nothing that the command
 *    needs is missing.
 *
 * Values are checked in 3 and not by commander, so that a wrong value in a file is told like one of an option, and in
 * the language of the caller. Messages never repeat an argument that might be a password.
 */
import { CommanderError } from 'commander'
import { completeExchangeUrl } from '#shared/domain/exchange-url.ts'
import { effectiveUserName } from '#shared/domain/ews-account.ts'
import { LANGUAGES, type Language } from '#shared/domain/settings.ts'
import type { OAuth2Settings } from '#shared/domain/oauth2.ts'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import { validate } from '#shared/domain/validation.ts'
import type { AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { buildProgram } from './program.ts'
import { missingOptions, usageError } from './usage-error.ts'
import { VALUE_NAMES, valuesSchema, type GivenValues, type Values } from './values.ts'

export const COMMANDS = ['discover', 'test', 'sync', 'list', 'export'] as const
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

/** Where to sign in and as whom. */
export type Server = {
  /** Completed to the usual path. */
  readonly url: string
  readonly domain: string
  readonly user: string
  readonly auth: Values['auth']
  /** How a user signs in; the environment may say that an application does. */
  readonly oauth2: OAuth2Settings
}

type Common = { readonly ca: string | null; readonly passwordStdin: boolean; readonly style: OutputStyle }

export type DiscoverCall = Common & {
  readonly command: 'discover'
  readonly mailbox: string
  /** Completed with the domain; `null`: nobody was named, the address of the mailbox is the user name. */
  readonly user: string | null
  /** Asked before all others. */
  readonly server: string | null
  readonly allowedHosts: readonly string[]
}
export type TestCall = Common & {
  readonly command: 'test'
  readonly server: Server
  /** `null`: only the server is tested. */
  readonly mailbox: string | null
  readonly access: Values['access']
}
export type SyncCall = Common & {
  readonly command: 'sync'
  readonly server: Server
  readonly mailbox: string
  readonly access: Values['access']
  readonly data: string
  readonly primeAddress: string
  readonly owner: { readonly kind: Values['owner-kind']; readonly name: string }
}
export type ListCall = Common & {
  readonly command: 'list'
  readonly data: string
  readonly primeAddress: string
  readonly offset: number
  readonly limit: number
}
export type ExportCall = Common & {
  readonly command: 'export'
  readonly data: string
  readonly to: string
  readonly what:
    | { readonly kind: 'one'; readonly id: PrimeItemId }
    | { readonly kind: 'all'; readonly primeAddress: string }
}
export type Call = DiscoverCall | TestCall | SyncCall | ListCall | ExportCall

export function parseCommandLine(argv: readonly string[]): CommandLine {
  if (argv.some(isPasswordOption)) return { kind: 'wrong', error: usageError('password-option') }
  const found: CommandLine[] = []
  const shown: string[] = []
  const program = buildProgram((text) => shown.push(text))
  for (const command of program.commands) {
    command.action((options: Record<string, unknown>) => {
      const { config, ...given } = byOptionName(options)
      found.push({
        kind: 'command',
        command: command.name() as CommandName,
        given,
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

/** Recognises how the answer is wanted although the call may be wrong. */
export function wantedStyle(argv: readonly string[]): OutputStyle {
  const named = argv.flatMap((argument, index) =>
    argument === '--language' ? [argv[index + 1]] : /^--language=(.*)$/.exec(argument)?.slice(1, 2),
  )
  return {
    json: argv.includes('--json'),
    language: LANGUAGES.find((language) => named.includes(language)) ?? 'en',
    progress: false,
  }
}

/** Options and file joined, checked and completed. */
export function callOf(command: CommandName, config: GivenValues, options: GivenValues): Result<Call> {
  const checked = validate(valuesSchema, { ...config, ...options })
  if (!checked.ok) return checked
  const values = checked.value
  const common: Common = {
    ca: values.ca ?? null,
    passwordStdin: values['password-stdin'],
    style: { json: values.json, language: values.language, progress: values.progress },
  }
  switch (command) {
    case 'discover':
      return discoverCall(values, common)
    case 'test':
      return testCall(values, common)
    case 'sync':
      return syncCall(values, common)
    case 'list':
      return listCall(values, common)
    case 'export':
      return exportCall(values, common)
  }
}

function discoverCall(values: Values, common: Common): Result<Call> {
  const { mailbox, user, domain, server } = values
  if (mailbox === undefined) return failure(missingOptions(['mailbox']))
  return ok({
    ...common,
    command: 'discover',
    mailbox,
    user: user === '' ? null : effectiveUserName(user, domain),
    server: server ?? null,
    allowedHosts: values['allow-host'],
  })
}

function testCall(values: Values, common: Common): Result<Call> {
  const { url, mailbox } = values
  if (url === undefined) return failure(missingOptions(['url']))
  if (mailbox === undefined && values.user !== '') return failure(missingOptions(['mailbox']))
  const { access } = values
  return ok({ ...common, command: 'test', server: serverOf(url, values), mailbox: mailbox ?? null, access })
}

function syncCall(values: Values, common: Common): Result<Call> {
  const { url, mailbox, data } = values
  if (url === undefined || mailbox === undefined || data === undefined) {
    return failure(missingOptions(missing({ url, mailbox, data })))
  }
  const primeAddress = values['prime-address'] ?? mailbox
  const owner = { kind: values['owner-kind'], name: values.owner ?? primeAddress.slice(0, OWNER_NAME_MAX) }
  const server = serverOf(url, values)
  const { access } = values
  return ok({ ...common, command: 'sync', server, mailbox, access, data, primeAddress, owner })
}

function listCall(values: Values, common: Common): Result<Call> {
  const { data, offset, limit } = values
  const primeAddress = primeAddressOf(values)
  if (data === undefined || primeAddress === undefined) {
    return failure(missingOptions(missing({ data, 'prime-address': primeAddress })))
  }
  return ok({ ...common, command: 'list', data, primeAddress, offset, limit })
}

function exportCall(values: Values, common: Common): Result<Call> {
  const { data, to, id, all } = values
  if ((id === undefined) !== all) return failure(usageError('id-or-all'))
  const primeAddress = primeAddressOf(values)
  if (data === undefined || to === undefined || (all && primeAddress === undefined)) {
    return failure(missingOptions(missing({ data, to, 'prime-address': all ? primeAddress : 'not needed' })))
  }
  if (id !== undefined) return ok({ ...common, command: 'export', data, to, what: { kind: 'one', id } })
  const what = { kind: 'all', primeAddress: primeAddress ?? '' } as const
  return ok({ ...common, command: 'export', data, to, what })
}

/** The limit of an owner's name; an address may be longer. */
const OWNER_NAME_MAX = 100

function primeAddressOf(values: Values): string | undefined {
  return values['prime-address'] ?? values.mailbox
}

function serverOf(url: string, values: Values): Server {
  const { domain, user, auth } = values
  return { url: completeExchangeUrl(url), domain, user, auth, oauth2: oauth2Of(values) }
}

function missing(values: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(values).filter((name) => values[name] === undefined)
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

/** `--password`, `--password=…`, `--pass`, `--pwd`, `--passwort`; not `--password-stdin`. */
function isPasswordOption(argument: string): boolean {
  return /^--?(pass|passwd|password|passwort|pwd|pw)(=|$)/i.test(argument)
}

function wrongCall(error: CommanderError): AppError {
  switch (error.code) {
    case 'commander.unknownOption':
      return usageError('unknown-option', { option: optionOf(error.message) })
    case 'commander.optionMissingArgument':
      return usageError('option-without-value', { option: optionOf(error.message) })
    case 'commander.unknownCommand':
      return usageError('unknown-command', { commands: COMMANDS.join(', ') })
    case 'commander.excessArguments':
      return usageError('excess-arguments')
    case 'commander.help':
      return usageError('no-command', { commands: COMMANDS.join(', ') })
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

function oauth2Of(values: Values): OAuth2Settings {
  const { authority, tenant, scope } = values
  return { authority, tenant, scope, clientId: values['client-id'], signIn: 'user' }
}
